package io.zendeskbff.audit;

import java.util.Collection;
import java.util.List;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who changed which billing fields or the connection, when, and what came of it; never a
 * value. On a logger of its own, {@code audit}, always at INFO; the request id and the
 * time are in every log line anyway.
 */
final class AuditLog {

	private static final Logger LOGGER = LoggerFactory.getLogger("audit");

	private AuditLog() {
	}

	static void started(Caller caller, Collection<BillingField> fields) {
		line(caller, fields, "started").log("Billing update started");
	}

	static void applied(Caller caller, Collection<BillingField> fields) {
		line(caller, fields, "applied").addKeyValue("audit.applied", "yes").log("Billing update done");
	}

	static void failed(Caller caller, Collection<BillingField> fields, String slug, String applied) {
		line(caller, fields, slug).addKeyValue("audit.applied", applied).log("Billing update done");
	}

	static void connection(Caller caller, String outcome) {
		line(caller, outcome).log("Connection with Zendesk");
	}

	private static LoggingEventBuilder line(Caller caller, Collection<BillingField> fields, String outcome) {
		return line(caller, outcome).addKeyValue("audit.fields", keys(fields));
	}

	private static LoggingEventBuilder line(Caller caller, String outcome) {
		return LOGGER.atInfo()
			.addKeyValue("audit.issuer", caller.issuer())
			.addKeyValue("audit.subject", caller.subject())
			.addKeyValue("audit.outcome", outcome);
	}

	private static List<String> keys(Collection<BillingField> fields) {
		return fields.stream().map(BillingField::key).toList();
	}

}
