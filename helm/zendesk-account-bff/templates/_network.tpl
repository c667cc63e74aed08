{{/* An egress rule to CIDRs, none without: (dict "cidrs" ... "port" ...). */}}
{{- define "zendesk-account-bff.egress" -}}
{{- if .cidrs -}}
- to:
    {{- range .cidrs }}
    - ipBlock:
        {{- include "zendesk-account-bff.ipBlock" . | nindent 8 }}
    {{- end }}
  ports:
    - port: {{ .port }}
      protocol: TCP
{{- end }}
{{- end }}

{{/*
A CIDR without the link-local addresses, where clouds keep a machine's credentials: what contains them gets an exception,
what lies in them is refused. Kubernetes takes no exception that is not within its CIDR. Both link-local blocks show in
the first 16 bits.
*/}}
{{- define "zendesk-account-bff.ipBlock" -}}
{{- $address := splitList "/" . | first }}
{{- $length := splitList "/" . | last | int }}
{{- $linkLocal := dict "block" "169.254.0.0/16" "head" 0xa9fe "length" 16 }}
{{- $octets := splitList "." $address }}
{{- $head := 0 }}
{{- if contains ":" $address }}
{{- $linkLocal = dict "block" "fe80::/10" "head" 0xfe80 "length" 10 }}
{{- $head = splitList ":" $address | first | default "0" | printf "0x%s" | int64 }}
{{- else }}
{{- $head = add (mul 256 (index $octets 0 | int)) (index $octets 1 | int) }}
{{- end }}
{{- $unit := 1 }}
{{- range until (sub 16 (min $length $linkLocal.length) | int) }}
{{- $unit = mul 2 $unit }}
{{- end -}}
cidr: {{ . | quote }}
{{- if eq (div $head $unit) (div $linkLocal.head $unit) }}
{{- if ge $length $linkLocal.length }}
{{- printf "\nnetworkPolicy.egress: %s is link-local (%s), where clouds keep a machine's credentials; no pod is let there." . $linkLocal.block | fail }}
{{- end }}
except:
  - {{ $linkLocal.block | quote }}
{{- end }}
{{- end }}
