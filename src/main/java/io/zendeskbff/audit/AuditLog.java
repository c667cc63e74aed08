package io.zendeskbff.audit;

import java.util.Collection;
import java.util.List;

import io.zendeskbff.account.BillingField;
import io.zendeskbff.portal.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who changed which billing fields, when, and what came of it; never a value. On a logger
 * of its own, {@code audit}, always at INFO; the request id and the time are in every log
 * line anyway.
 */
final class AuditLog {

	private static final Logger LOGGER = LoggerFactory.getLogger("audit");

	void started(Caller caller, Collection<BillingField> fields) {
		line(caller, fields).addKeyValue("audit.outcome", "started").log("Billing update started");
	}

	void finished(Caller caller, Collection<BillingField> fields, Attempt.Outcome outcome, int status) {
		line(caller, fields).addKeyValue("audit.outcome", outcome.word())
			.addKeyValue("audit.applied", outcome.applied())
			.addKeyValue("audit.status", status)
			.log("Billing update done");
	}

	private static LoggingEventBuilder line(Caller caller, Collection<BillingField> fields) {
		return LOGGER.atInfo()
			.addKeyValue("audit.issuer", caller.issuer())
			.addKeyValue("audit.subject", caller.subject())
			.addKeyValue("audit.fields", keys(fields));
	}

	private static List<String> keys(Collection<BillingField> fields) {
		return fields.stream().map(BillingField::key).toList();
	}

}
