package io.zendeskbff.bench;

import java.nio.charset.StandardCharsets;

/**
 * What a role sees of the account, and where peers that know no roles find it upstream.
 */
enum View {

	ADMIN("admin", "{%1$s,%2$s}"), OWNER("owner", "{%1$s,\"billing\":%3$s,%2$s}");

	private static final String HEAD = """
			"account_key":"2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK","status":"active","create_date":"2014-08-06T11:02:09Z\"""";

	private static final String PLAN = """
			"plan":{"name":"team","short_desc":"Team","long_desc":"Chat for growing teams","price":70.0,"max_agents":5,\
			"max_departments":"unlimited","max_concurrent_chats":"unlimited","max_history_search_days":"unlimited",\
			"max_advanced_triggers":"unlimited","max_basic_triggers":"unlimited","goals":1,"widget_customization":"full",\
			"analytics":true,"file_upload":true,"rest_api":true,"high_load":false,"integrations":true,\
			"ip_restriction":false,"monitoring":true,"operating_hours":true,"sla":false,"support":true,\
			"unbranding":false,"agent_leaderboard":false,"agent_reports":true,"chat_reports":true,\
			"daily_reports":true,"email_reports":true}""";

	private static final String BILLING = """
			{"company":"Bücher & Söhne AG","first_name":"Zoë","last_name":"Müller","email":"billing@example.com",\
			"address1":"Bahnhofstrasse 1","address2":"","city":"Bern","state":"","postal_code":"3011",\
			"country_code":"CH","additional_info":""}""";

	private final String word;

	private final String format;

	View(String word, String format) {
		this.word = word;
		this.format = format;
	}

	String word() {
		return this.word;
	}

	String role() {
		return "zendesk-" + this.word;
	}

	String upstreamPath() {
		return "/" + this.word + "-view";
	}

	byte[] json() {
		return this.format.formatted(HEAD, PLAN, BILLING).getBytes(StandardCharsets.UTF_8);
	}

}
