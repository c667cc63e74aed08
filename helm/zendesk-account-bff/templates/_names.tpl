{{- define "zendesk-account-bff.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "zendesk-account-bff.fullname" -}}
{{- $name := include "zendesk-account-bff.name" . }}
{{- $release := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) }}
{{- default $release .Values.fullnameOverride | replace "." "-" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of one object more: (list . "management"). */}}
{{- define "zendesk-account-bff.nameOf" -}}
{{- $suffix := printf "-%s" (index . 1) }}
{{- $room := sub 63 (len $suffix) | int }}
{{- printf "%s%s" (include "zendesk-account-bff.fullname" (index . 0) | trunc $room | trimSuffix "-") $suffix }}
{{- end }}

{{- define "zendesk-account-bff.selectorLabels" -}}
app.kubernetes.io/name: {{ include "zendesk-account-bff.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "zendesk-account-bff.labels" -}}
{{ include "zendesk-account-bff.selectorLabels" . }}
{{ include "zendesk-account-bff.commonLabels" . }}
{{- end }}

{{- define "zendesk-account-bff.commonLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* The labels of a test pod: (list . "check"). Under a name of its own, so that no Service leads to it. */}}
{{- define "zendesk-account-bff.testLabels" -}}
app.kubernetes.io/name: {{ printf "%s-%s" (include "zendesk-account-bff.name" (index . 0) | trunc 57 | trimSuffix "-") (index . 1) | quote }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name | quote }}
{{- end }}

{{- define "zendesk-account-bff.serviceAccountName" -}}
{{- default (.Values.serviceAccount.create | ternary (include "zendesk-account-bff.fullname" .) "default") .Values.serviceAccount.name }}
{{- end }}
