{{/* A pod that asks the service something with curl: (dict "root" $ "name" ... "url" ... "script" ...). */}}
{{- define "zendesk-account-bff.curl" -}}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "zendesk-account-bff.nameOf" (list .root .name) | quote }}
  labels:
    {{- include "zendesk-account-bff.testLabels" (list .root "test") | nindent 4 }}
    {{- include "zendesk-account-bff.commonLabels" .root | nindent 4 }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  {{- include "zendesk-account-bff.podSecurity" .root | nindent 2 }}
  restartPolicy: Never
  activeDeadlineSeconds: 120
  containers:
    - name: curl
      image: {{ .root.Values.tests.image | quote }}
      {{- include "zendesk-account-bff.containerSecurity" .root | nindent 6 }}
      env:
        - name: URL
          value: {{ .url | quote }}
      command:
        - sh
        - -euc
        - |
          {{- .script | nindent 10 }}
      resources:
        {{- toYaml .root.Values.tests.resources | nindent 8 }}
  {{- with .root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
