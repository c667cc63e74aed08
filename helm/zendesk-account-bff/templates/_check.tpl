{{/* Refuses what could only fail later, in a pod. */}}
{{- define "zendesk-account-bff.check" -}}
{{- $_ := include "zendesk-account-bff.image" . }}
{{- include (printf "zendesk-account-bff.%sCheck" (include "zendesk-account-bff.store" .)) . }}
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
{{- $client := .Values.config.spring.security.oauth2.client }}
{{- if index $client.registration.portal "client-id" }}
{{- if not (index .Values.config.bff "public-url") }}
{{- fail "\nconfig.bff.public-url is missing: the identity provider sends browsers back to it." }}
{{- end }}
{{- if not (index $client.provider.portal "issuer-uri") }}
{{- fail "\nconfig.spring.security.oauth2.client.provider.portal.issuer-uri is missing: name the identity provider of portal users." }}
{{- end }}
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

{{/* Where what replicas share is kept: memory is that of one. */}}
{{- define "zendesk-account-bff.store" -}}
{{- default "memory" .Values.config.bff.store }}
{{- end }}

{{- define "zendesk-account-bff.memoryCheck" -}}
{{- $why := "token, cache and write lock live in the memory of one replica; config.bff.store: redis shares them." }}
{{- if .Values.autoscaling.enabled }}
{{- printf "\nautoscaling.enabled is true: %s" $why | fail }}
{{- end }}
{{- if gt (int .Values.replicaCount) 1 }}
{{- printf "\nreplicaCount is more than 1: %s" $why | fail }}
{{- end }}
{{- end }}

{{- define "zendesk-account-bff.redisCheck" -}}
{{- $redis := .Values.config.spring.data.redis }}
{{- $keys := .Values.secretKeys }}
{{- if not $keys.BFF_TOKEN_ENCRYPTION_KEYS }}
{{- fail "\nsecretKeys.BFF_TOKEN_ENCRYPTION_KEYS is missing: config.bff.store is redis, and what goes there is encrypted first. Name the key of the Secret that holds what this makes:\n\n  openssl rand -base64 32\n" }}
{{- end }}
{{- if not (or $redis.host $redis.sentinel.nodes $redis.cluster.nodes $keys.SPRING_DATA_REDIS_URL) }}
{{- fail "\nconfig.spring.data.redis.host is missing: config.bff.store is redis. Set it, or config.spring.data.redis.sentinel.nodes, config.spring.data.redis.cluster.nodes or secretKeys.SPRING_DATA_REDIS_URL." }}
{{- end }}
{{- if and $redis.sentinel.nodes (not $redis.sentinel.master) }}
{{- fail "\nconfig.spring.data.redis.sentinel.master is missing: the Sentinels are asked for it." }}
{{- end }}
{{- if and (or $redis.sentinel.master $keys.SPRING_DATA_REDIS_SENTINEL_PASSWORD) (not $redis.sentinel.nodes) }}
{{- fail "\nconfig.spring.data.redis.sentinel.nodes is missing: something else of Sentinel's is set." }}
{{- end }}
{{- if and .Values.networkPolicy.enabled (not (or .Values.networkPolicy.egress.redis.cidrs .Values.networkPolicy.egress.pods)) }}
{{- fail "\nnetworkPolicy.egress.redis.cidrs is missing: say where Redis is, there or, if it is pods of the cluster, in networkPolicy.egress.pods, or the service cannot reach it." }}
{{- end }}
{{- end }}
