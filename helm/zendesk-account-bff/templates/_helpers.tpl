{{- define "zendesk-account-bff.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "zendesk-account-bff.fullname" -}}
{{- $name := include "zendesk-account-bff.name" . }}
{{- $release := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) }}
{{- default $release .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "zendesk-account-bff.selectorLabels" -}}
app.kubernetes.io/name: {{ include "zendesk-account-bff.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "zendesk-account-bff.labels" -}}
{{ include "zendesk-account-bff.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "zendesk-account-bff.serviceAccountName" -}}
{{- default (.Values.serviceAccount.create | ternary (include "zendesk-account-bff.fullname" .) "default") .Values.serviceAccount.name }}
{{- end }}

{{- define "zendesk-account-bff.image" -}}
{{- if not .Values.image.repository }}
{{- $tag := printf "registry.example.com/zendesk-account-bff:%s" .Chart.AppVersion }}
{{- printf "\nimage.repository is missing: no public image is published. Build and push your own, then name it:\n\n  docker build -t %s .\n  docker push %s\n  helm install ... --set image.repository=registry.example.com/zendesk-account-bff\n" $tag $tag | fail }}
{{- end }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* The configuration without what is not set. */}}
{{- define "zendesk-account-bff.set" -}}
{{- $set := dict }}
{{- range $key, $value := . }}
{{- if kindIs "map" $value }}
{{- $value = include "zendesk-account-bff.set" $value | fromYaml }}
{{- end }}
{{- if or (kindIs "bool" $value) $value }}
{{- $_ := set $set $key $value }}
{{- end }}
{{- end }}
{{- toYaml $set }}
{{- end }}

{{/* Refuses what could only fail later, in a pod. */}}
{{- define "zendesk-account-bff.check" -}}
{{- $_ := include "zendesk-account-bff.image" . }}
{{- if gt (int .Values.replicaCount) 1 }}
{{- fail "\nreplicaCount is more than 1: sessions, token and cache live in the memory of one replica, and this version has no store to share them." }}
{{- end }}
{{- if not .Values.existingSecret }}
{{- fail "\nexistingSecret is missing: name the Secret that holds the Zendesk OAuth client:\n\n  kubectl create secret generic zendesk-account-bff --from-literal=ZENDESK_CLIENT_ID=... --from-literal=ZENDESK_CLIENT_SECRET=...\n" }}
{{- end }}
{{- $jwt := .Values.config.spring.security.oauth2.resourceserver.jwt }}
{{- include "zendesk-account-bff.oneOf" (list .Values.env.ZENDESK_SUBDOMAIN "env.ZENDESK_SUBDOMAIN" (index .Values.config.bff.zendesk "base-url") "config.bff.zendesk.base-url") }}
{{- include "zendesk-account-bff.oneOf" (list .Values.env.PORTAL_ISSUER_URI "env.PORTAL_ISSUER_URI" (index $jwt "issuer-uri") "config.spring.security.oauth2.resourceserver.jwt.issuer-uri") }}
{{- include "zendesk-account-bff.oneOf" (list .Values.env.PORTAL_AUDIENCE "env.PORTAL_AUDIENCE" (index $jwt "audiences") "config.spring.security.oauth2.resourceserver.jwt.audiences") }}
{{- $grant := index .Values.config.spring.security.oauth2.client.registration.zendesk "authorization-grant-type" }}
{{- if and (eq (default "" $grant) "authorization_code") (not (index .Values.config.bff "public-url")) }}
{{- fail "\nconfig.bff.public-url is missing: with authorization_code Zendesk sends the owner's browser back to it." }}
{{- end }}
{{- end }}

{{- define "zendesk-account-bff.oneOf" -}}
{{- if not (or (index . 0) (index . 2)) }}
{{- printf "\n%s is missing: set it, or %s." (index . 1) (index . 3) | fail }}
{{- end }}
{{- end }}
