package io.zendeskbff.ship;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import tools.jackson.databind.JsonNode;

/**
 * Reads objects as strictly as {@code kubectl --validate=strict}: a field that Kubernetes
 * does not know is refused, and so is a number or a truth where it wants text.
 */
final class KubernetesModels {

	private static final Map<String, Class<? extends HasMetadata>> MODELS = Stream
		.<Class<? extends HasMetadata>>of(ConfigMap.class, Deployment.class, HTTPRoute.class,
				HorizontalPodAutoscaler.class, Ingress.class, NetworkPolicy.class, Pod.class, PodDisruptionBudget.class,
				PrometheusRule.class, Service.class, ServiceAccount.class, ServiceMonitor.class)
		.collect(Collectors.toMap((model) -> HasMetadata.getApiVersion(model) + " " + HasMetadata.getKind(model),
				Function.identity()));

	private static final ObjectMapper STRICT = JsonMapper.builder()
		.annotationIntrospector(new WithoutCatchAll())
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(text) -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.build();

	private KubernetesModels() {
	}

	static HasMetadata read(JsonNode object) throws JsonProcessingException {
		String key = object.path("apiVersion").asString() + " " + object.path("kind").asString();
		Class<? extends HasMetadata> model = MODELS.get(key);
		if (model == null) {
			throw new AssertionError("Kubernetes has no " + key);
		}
		return STRICT.readValue(object.toString(), model);
	}

	/** The models keep what they do not know; here it is to be noticed. */
	private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

		private static final long serialVersionUID = 1L;

		@Override
		public Boolean hasAnySetter(Annotated member) {
			return false;
		}

	}

}
