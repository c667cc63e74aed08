package io.zendeskbff.attack;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row mass assignment: nothing but billing fields gets to Zendesk, each once
 * and as what it is, and a refusal names members and never says their values.
 */
@ExtendWith(BffExtension.class)
class MassAssignmentTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					nothing               | {}                                                       | /billing required
					nothing in billing    | {"billing":{}}                                           | /billing empty
					a field at the root   | {"city":"canary"}                                        | /city unknown, /billing required
					unknown at the root   | {"billing":{"city":"a"},"x":"canary"}                    | /x unknown
					unknown in billing    | {"billing":{"city":"a","x":"canary"}}                    | /billing/x unknown
					in what is unknown    | {"billing":{"city":"a"},"x":{"billing":{"x":"canary"}}}  | /x unknown
					billing in billing    | {"billing":{"billing":{"city":"canary"}}}                | /billing/billing unknown
					billing twice         | {"billing":{"city":"canary"},"billing":{"city":"b"}}     | /billing duplicate
					billing once escaped  | {"billing":{"city":"canary"},"\\u0062illing":{"state":""}} | /billing duplicate
					a field twice         | {"billing":{"company":"canary","company":"canary"}}      | /billing/company duplicate
					a field once escaped  | {"billing":{"company":"a","\\u0063ompany":"canary"}}     | /billing/company duplicate
					null and a value      | {"billing":{"company":null,"company":"canary"}}          | /billing/company null, /billing/company duplicate
					unknown twice         | {"billing":{"city":"a"},"x":"canary","x":"canary"}       | /x unknown, /x duplicate, /x unknown
					a capital             | {"billing":{"Company":"canary"}}                         | /billing/Company unknown
					capitals              | {"BILLING":{"city":"canary"}}                            | /BILLING unknown, /billing required
					a space behind        | {"billing":{"company ":"canary","city":"a"}}             | /billing/company  unknown
					a space ahead         | {"billing":{" company":"canary"}}                        | /billing/ company unknown
					NUL behind            | {"billing":{"company\\u0000":"canary"}}                  | /billing/company\\0 unknown
					full width            | {"billing":{"\uFF43ompany":"canary"}}                    | /billing/\uFF43ompany unknown
					full width, escaped   | {"billing":{"\\uff43ompany":"canary"}}                   | /billing/\uFF43ompany unknown
					a Cyrillic letter     | {"billing":{"c\\u043empany":"canary"}}                   | /billing/c\u043Empany unknown
					no width              | {"billing":{"comp\\u200bany":"canary"}}                  | /billing/comp\u200Bany unknown
					joined                | {"billing":{"comp\u200Dany":"canary"}}                   | /billing/comp\u200Dany unknown
					a soft hyphen         | {"billing":{"comp\\u00adany":"canary"}}                  | /billing/comp\u00ADany unknown
					decomposed            | {"billing":{"c\\u0327ity":"canary"}}                     | /billing/c\u0327ity unknown
					camel case            | {"billing":{"countryCode":"canary"}}                     | /billing/countryCode unknown
					a prototype           | {"billing":{"city":"a"},"__proto__":{"admin":"canary"}}  | /__proto__ unknown
					billing's prototype   | {"billing":{"__proto__":{"city":"canary"}}}              | /billing/__proto__ unknown
					a constructor         | {"billing":{"constructor":{"prototype":"canary"}}}       | /billing/constructor unknown
					a class               | {"billing":{"city":"a"},"@class":"canary"}               | /@class unknown
					an operator           | {"billing":{"$set":{"city":"canary"}}}                   | /billing/$set unknown
					brackets at the root  | {"billing[company]":"canary"}                            | /billing[company] unknown, /billing required
					brackets in billing   | {"billing":{"billing[company]":"canary"}}                | /billing/billing[company] unknown
					a path                | {"billing.company":"canary"}                             | /billing.company unknown, /billing required
					a pointer             | {"billing":{"/company":"canary"}}                        | /billing/~1company unknown
					no name               | {"billing":{"":"canary"}}                                | /billing/ unknown
					the account's key     | {"billing":{"city":"a"},"account_key":"canary"}          | /account_key read-only
					its date              | {"billing":{"city":"a"},"create_date":"canary"}          | /create_date read-only
					its status            | {"billing":{"city":"a"},"status":"canary"}               | /status read-only
					its plan              | {"billing":{"city":"a"},"plan":{"price":27182}}          | /plan read-only
					a plan twice          | {"billing":{"city":"a"},"plan":1,"plan":27182}           | /plan read-only, /plan duplicate, /plan read-only
					read-only in billing  | {"billing":{"status":"canary"}}                          | /billing/status unknown
					null for billing      | {"billing":null}                                         | /billing type
					a list for billing    | {"billing":[{"city":"canary"}]}                          | /billing type
					text for billing      | {"billing":"{\\"city\\":\\"canary\\"}"}                  | /billing type
					a number for billing  | {"billing":27182}                                        | /billing type
					a boolean for billing | {"billing":true}                                         | /billing type
					null for text         | {"billing":{"city":null}}                                | /billing/city null
					an object for text    | {"billing":{"city":{"$ne":"canary"}}}                    | /billing/city type
					a list for text       | {"billing":{"city":["canary"]}}                          | /billing/city type
					an empty list         | {"billing":{"city":[]}}                                  | /billing/city type
					a number for text     | {"billing":{"postal_code":27182}}                        | /billing/postal_code type
					a fraction for text   | {"billing":{"city":2.7182}}                              | /billing/city type
					true for text         | {"billing":{"city":true}}                                | /billing/city type
					false for text        | {"billing":{"city":false}}                               | /billing/city type
					text for a number     | {"billing":{"cycle":"27182"}}                            | /billing/cycle type
					true for a number     | {"billing":{"cycle":true}}                               | /billing/cycle type
					a list for a number   | {"billing":{"cycle":[27182]}}                            | /billing/cycle type
					an object for a number | {"billing":{"cycle":{"$gt":27182}}}                     | /billing/cycle type
					null for a number     | {"billing":{"cycle":null}}                               | /billing/cycle null
					a fraction            | {"billing":{"cycle":12.0}}                               | /billing/cycle type
					an exponent           | {"billing":{"cycle":1e1}}                                | /billing/cycle type
					beyond its range      | {"billing":{"cycle":27182}}                              | /billing/cycle range
					beyond 32 bits        | {"billing":{"cycle":4294967308}}                         | /billing/cycle range
					""")
	void membersAreNamedWhenBodyHoldsMoreThanFields(String what, String body, String reasons, RunningBff bff) {
		HttpResponse<String> answer = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), body);
		assertThat(answer.statusCode()).as(what).isEqualTo(422);
		assertThat(RunningBff.slug(answer)).isEqualTo("invalid-billing");
		assertThat(JsonPath.<List<Map<String, String>>>read(answer.body(), "$.violations")
			.stream()
			.map((violation) -> violation.get("pointer") + ' ' + violation.get("code"))).as(what)
			.containsExactly(reasons.replace("\\0", "\0").split(", ", -1));
		assertThat(answer.body()).doesNotContain("canary", "7182", "4294967308").contains("\"applied\":\"no\"");
		assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
		assertThat(bff.accountCalls()).isZero();
	}

	/** It is written anew from what was read, in the order that the owner gave. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					as it is         | {"billing":{"city":"Bern"}}                          | {"billing":{"city":"Bern"}}
					white space      | { "billing" :\t{"city"\t:  "Bern" }\t}               | {"billing":{"city":"Bern"}}
					escaped names    | {"\\u0062illing":{"\\u0063\\u0069ty":"Bern"}}        | {"billing":{"city":"Bern"}}
					escaped letters  | {"billing":{"city":"\\u0042er\\u006E"}}              | {"billing":{"city":"Bern"}}
					a solidus        | {"billing":{"city":"a\\/b\\u002fc"}}                 | {"billing":{"city":"a/b/c"}}
					quotes           | {"billing":{"city":"a\\"b\\u0022c"}}                 | {"billing":{"city":"a\\"b\\"c"}}
					backslashes      | {"billing":{"city":"a\\\\b\\u005cu0041"}}            | {"billing":{"city":"a\\\\b\\\\u0041"}}
					the next member  | {"billing":{"city":"a\\",\\"plan\\":\\"b"}}          | {"billing":{"city":"a\\",\\"plan\\":\\"b"}}
					the end          | {"billing":{"city":"\\"}},\\"plan\\":{\\"a\\":\\""}} | {"billing":{"city":"\\"}},\\"plan\\":{\\"a\\":\\""}}
					HTML             | {"billing":{"city":"<b>&\\u003c'\\u0027"}}           | {"billing":{"city":"<b>&<''"}}
					a look-up        | {"billing":{"city":"${jndi:ldap://a}#{1}%00%0a"}}    | {"billing":{"city":"${jndi:ldap://a}#{1}%00%0a"}}
					a pair           | {"billing":{"city":"\\ud835\\uDCB5𝒵"}}      | {"billing":{"city":"𝒵𝒵"}}
					not composed     | {"billing":{"city":"\\u00e4a\\u0308"}}               | {"billing":{"city":"\u00E4a\u0308"}}
					lines            | {"billing":{"additional_info":"a\\n\\tb\\u000a"}}    | {"billing":{"additional_info":"a\\n\\tb\\n"}}
					spaces           | {"billing":{"city":" a  b "}}                        | {"billing":{"city":" a  b "}}
					words of JSON    | {"billing":{"city":"null","state":"true"}}           | {"billing":{"city":"null","state":"true"}}
					cleared          | {"billing":{"city":"","email":""}}                   | {"billing":{"city":"","email":""}}
					a number         | {"billing":{"cycle": 12}}                            | {"billing":{"cycle":12}}
					their order      | {"billing":{"state":"a","cycle":1,"city":"b"}}       | {"billing":{"state":"a","cycle":1,"city":"b"}}
					""")
	void octetsAreTheseWhenZendeskReceivesThem(String what, String body, String received, RunningBff bff) {
		HttpResponse<String> answer = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		List<LoggedRequest> updates = bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT);
		assertThat(updates).as(what).hasSize(1);
		assertThat(new String(updates.getFirst().getBody(), StandardCharsets.UTF_8)).isEqualTo(received);
		assertThat(updates.getFirst().getHeader("Content-Length"))
			.isEqualTo(Integer.toString(received.getBytes(StandardCharsets.UTF_8).length));
	}

}
