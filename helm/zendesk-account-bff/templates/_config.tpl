{{/* The service's application.yaml. */}}
{{- define "zendesk-account-bff.config" -}}
{{- $config := include "zendesk-account-bff.set" (omit .Values.config "resilience4j") | fromYaml }}
{{- with .Values.config.resilience4j }}
{{- $_ := set $config "resilience4j" . }}
{{- end }}
{{- if include "zendesk-account-bff.hasCA" . }}
{{- $config = merge $config (include "zendesk-account-bff.trust" . | fromYaml) }}
{{- end }}
{{- toYaml $config }}
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

{{- define "zendesk-account-bff.hasCA" -}}
{{- or .Values.extraCA.existingConfigMap .Values.extraCA.existingSecret }}
{{- end }}

{{/* What the service is to know of the extra CA. */}}
{{- define "zendesk-account-bff.trust" -}}
bff:
  http:
    ssl-bundle: company
spring:
  ssl:
    bundle:
      pem:
        company:
          truststore:
            certificate: file:/etc/zendesk-account-bff-ca/ca.crt
{{- end }}
