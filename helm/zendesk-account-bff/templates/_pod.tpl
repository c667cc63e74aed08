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

{{/* What every pod has, those of the tests too. */}}
{{- define "zendesk-account-bff.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- with .Values.podSecurityContext.runAsUser }}
  runAsUser: {{ int . }}
  {{- end }}
  {{- with .Values.podSecurityContext.runAsGroup }}
  runAsGroup: {{ int . }}
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "zendesk-account-bff.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- end }}

{{/* The environment of the service. */}}
{{- define "zendesk-account-bff.env" -}}
- name: SPRING_CONFIG_ADDITIONAL_LOCATION
  value: file:/etc/zendesk-account-bff/
{{- range $name, $value := .Values.env }}
{{- if $value }}
- name: {{ $name }}
  {{- /* Kubernetes would put a variable in place of $(NAME). */}}
  value: {{ $value | replace "$(" "$$(" | quote }}
{{- end }}
{{- end }}
{{- range $name, $key := .Values.secretKeys }}
{{- if $key }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.existingSecret | quote }}
      key: {{ $key | quote }}
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "zendesk-account-bff.volumeMounts" -}}
- name: config
  mountPath: /etc/zendesk-account-bff
  readOnly: true
{{- if include "zendesk-account-bff.hasCA" . }}
- name: ca
  mountPath: /etc/zendesk-account-bff-ca
  readOnly: true
{{- end }}
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "zendesk-account-bff.volumes" -}}
- name: config
  configMap:
    name: {{ include "zendesk-account-bff.fullname" . | quote }}
{{- if include "zendesk-account-bff.hasCA" . }}
- name: ca
  {{- with .Values.extraCA.existingConfigMap }}
  configMap:
    name: {{ . | quote }}
  {{- else }}
  secret:
    secretName: {{ .Values.extraCA.existingSecret | quote }}
  {{- end }}
    items:
      - key: {{ .Values.extraCA.key | quote }}
        path: ca.crt
{{- end }}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- end }}
