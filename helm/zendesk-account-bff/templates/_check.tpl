{{/* Refuses what could only fail later, in a pod. */}}
{{- define "zendesk-account-bff.check" -}}
{{- $_ := include "zendesk-account-bff.image" . }}
{{- if eq (include "zendesk-account-bff.store" .) "memory" }}
{{- $why := "sessions, token and cache live in the memory of one replica, and this version has no store to share them." }}
{{- if .Values.autoscaling.enabled }}
{{- printf "\nautoscaling.enabled is true: %s" $why | fail }}
{{- end }}
{{- if gt (int .Values.replicaCount) 1 }}
{{- printf "\nreplicaCount is more than 1: %s" $why | fail }}
{{- end }}
{{- end }}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) }}
{{- fail "\nautoscaling.minReplicas is more than autoscaling.maxReplicas." }}
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
{{- if and .Values.extraCA.existingConfigMap .Values.extraCA.existingSecret }}
{{- fail "\nextraCA.existingConfigMap and extraCA.existingSecret are both set: the extra CA comes out of one." }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
{{- fail "\ningress.hosts is missing: without a host the Ingress would take the calls of every host." }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "\nhttpRoute.parentRefs is missing: name the Gateway that the HTTPRoute belongs to." }}
{{- end }}
{{- if and .Values.networkPolicy.enabled .Values.metrics.serviceMonitor.enabled (not .Values.networkPolicy.ingress.management) }}
{{- fail "\nnetworkPolicy.ingress.management is missing: name Prometheus's pods, or they cannot scrape what metrics.serviceMonitor tells them to." }}
{{- end }}
{{- end }}

{{- define "zendesk-account-bff.oneOf" -}}
{{- if not (or (index . 0) (index . 2)) }}
{{- printf "\n%s is missing: set it, or %s." (index . 1) (index . 3) | fail }}
{{- end }}
{{- end }}

{{/* What replicas share. This version has nothing but the memory of one. */}}
{{- define "zendesk-account-bff.store" -}}
memory
{{- end }}
