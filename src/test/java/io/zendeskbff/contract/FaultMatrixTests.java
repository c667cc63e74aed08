package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each fault of Zendesk's and of the way there, what the caller is told, and what Zendesk
 * received: rows 1 to 28 of the faults but for 22, TLS, and 23, names.
 */
@ExtendWith(FaultyBffExtension.class)
class FaultMatrixTests {

	/**
	 * The calls are those that Zendesk receives, each of them once its head is there.
	 * After an update whose outcome is unknown the account is read once, to see. The copy
	 * of an earlier answer, where there is one, is shown to the reader, hidden from him,
	 * or dropped.
	 */
	private static final String MATRIX = """
			#  | fault                                | GET                       | calls         | copy    | PUT                       | applied | calls             | pause
			1  | connection refused                   | 503 upstream-unavailable  | -             | shown   | 503 upstream-unavailable  | no      | -                 | 5
			2  | connect timeout                      | 504 upstream-timeout      | -             | shown   | 504 upstream-timeout      | no      | -                 | -
			3  | no answer                            | 504 upstream-timeout      | GET           | shown   | 504 upstream-timeout      | unknown | PUT GET           | -
			4  | drip in the head                     | 504 upstream-timeout      | GET           | shown   | 504 upstream-timeout      | unknown | PUT GET           | -
			4  | drip in the body                     | 504 upstream-timeout      | GET           | shown   | 504 upstream-timeout      | unknown | PUT GET           | -
			5  | reset                                | 502 upstream-failed       | GET GET       | shown   | 502 upstream-failed       | unknown | PUT GET           | -
			5  | end                                  | 502 upstream-failed       | GET GET       | shown   | 502 upstream-failed       | unknown | PUT GET           | -
			6  | reset in the body                    | 502 upstream-invalid      | GET GET       | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			6  | end in the body                      | 502 upstream-invalid      | GET GET       | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			7  | end in a chunk                       | 502 upstream-invalid      | GET GET       | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			7  | end without a last chunk             | 502 upstream-invalid      | GET GET       | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			7  | half the JSON                        | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			7  | half the JSON in a chunk             | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			7  | no size of a chunk                   | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			8  | gzip                                 | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			8  | 200 account, Content-Encoding: br    | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			8  | gzip bomb                            | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			9  | endless body                         | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			9  | endless body with a length           | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			9  | endless chunks                       | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			9  | endless headers                      | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			9  | endless header                       | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			10 | account as text                      | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			10 | account as HTML                      | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			10 | account in Latin-1                   | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			10 | account without type                 | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			11 | 200 html                             | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			12 | 500 html                             | 502 upstream-failed       | GET           | shown   | 502 upstream-failed       | unknown | PUT GET           | -
			12 | 502 html                             | 502 upstream-failed       | GET GET       | shown   | 502 upstream-failed       | unknown | PUT GET           | -
			12 | 503 html                             | 503 upstream-unavailable  | GET GET       | shown   | 503 upstream-unavailable  | unknown | PUT GET           | 5
			12 | 504 html                             | 504 upstream-timeout      | GET GET       | shown   | 504 upstream-timeout      | unknown | PUT GET           | -
			13 | 429 json, Retry-After: 30            | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 30
			14 | 429 until in 200 s                   | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 180-200
			14 | 429 until an hour ago                | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 0
			14 | 429 text, Retry-After: 50, 47        | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 50
			14 | 429 text, Retry-After: -1            | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 30
			14 | 429 text, Retry-After: 1000000000000 | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 300
			14 | 429 text, Retry-After: soon canary   | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 30
			14 | 429 text                             | 503 upstream-throttled    | GET           | shown   | 503 upstream-throttled    | no      | PUT               | 30
			15 | 503 json                             | 503 upstream-unavailable  | GET GET       | shown   | 503 upstream-unavailable  | unknown | PUT GET           | 5
			15 | 503 json, Retry-After: 0             | 503 upstream-unavailable  | GET GET       | shown   | 503 upstream-unavailable  | unknown | PUT GET           | 0
			15 | 503 json, Retry-After: 1             | 503 upstream-unavailable  | GET GET       | shown   | 503 upstream-unavailable  | unknown | PUT GET           | 1
			15 | 503 json, Retry-After: 60            | 503 upstream-unavailable  | GET           | shown   | 503 upstream-unavailable  | unknown | PUT GET           | 60
			16 | 500 json                             | 502 upstream-failed       | GET           | shown   | 502 upstream-failed       | unknown | PUT GET           | -
			17 | 401 json once                        | 200                       | GET TOKEN GET | -       | 200                       | yes     | PUT TOKEN PUT GET | -
			18 | 401 json                             | 502 upstream-credentials  | GET TOKEN GET | shown   | 502 upstream-credentials  | no      | PUT TOKEN PUT     | -
			19 | 403 json                             | 502 upstream-forbidden    | GET           | dropped | 409 account-read-only     | no      | PUT ME            | -
			19 | 403 html                             | 502 upstream-forbidden    | GET           | dropped | 502 upstream-forbidden    | no      | PUT               | -
			20 | 404 json                             | 502 upstream-invalid      | GET           | dropped | 502 upstream-invalid      | no      | PUT               | -
			20 | 410 html                             | 502 upstream-invalid      | GET           | dropped | 502 upstream-invalid      | no      | PUT               | -
			21 | 301 html                             | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			21 | 302 html                             | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			21 | 303 html                             | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			21 | 307 account                          | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			21 | 308 account                          | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			24 | 204                                  | 502 upstream-invalid      | GET           | shown   | 200                       | yes     | PUT GET           | -
			24 | 206 account                          | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			24 | 304                                  | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			24 | 999 account                          | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			24 | no HTTP                              | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			24 | no HTTP, then end                    | 502 upstream-invalid      | GET           | shown   | 502 upstream-invalid      | unknown | PUT GET           | -
			25 | 200 account, Age: 99                 | 200                       | GET           | -       | 200                       | yes     | PUT GET           | -
			26 | no account_key                       | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | account_key 1                        | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | account_key null                     | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | another account_key                  | 502 upstream-invalid      | GET           | dropped | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | plan a string                        | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | plan null                            | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | billing a list                       | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | billing null                         | 502 upstream-invalid      | GET           | hidden  | 502 upstream-invalid      | unknown | PUT GET           | -
			26 | unknown members                      | 200                       | GET           | -       | 200                       | yes     | PUT GET           | -
			27 | 405 json                             | 502 upstream-invalid      | GET           | hidden  | 409 account-read-only     | no      | PUT ME            | -
			27 | 405 html                             | 502 upstream-invalid      | GET           | hidden  | 502 upstream-forbidden    | no      | PUT               | -
			28 | 400 json                             | 502 upstream-invalid      | GET           | hidden  | 422 billing-refused       | no      | PUT               | -
			28 | 409 text                             | 502 upstream-invalid      | GET           | hidden  | 422 billing-refused       | no      | PUT               | -
			28 | 413 html                             | 502 upstream-invalid      | GET           | hidden  | 422 billing-refused       | no      | PUT               | -
			28 | 415 json                             | 502 upstream-invalid      | GET           | hidden  | 422 billing-refused       | no      | PUT               | -
			28 | 418 html                             | 502 upstream-invalid      | GET           | hidden  | 422 billing-refused       | no      | PUT               | -
			28 | 422 json                             | 502 upstream-invalid      | GET           | hidden  | 422 billing-refused       | no      | PUT               | -
			""";

	static Stream<FaultRow> rows() {
		return FaultRow.table(MATRIX);
	}

	static Stream<FaultRow> passingRows() {
		return rows().filter(FaultRow::isPassing);
	}

	static Stream<FaultRow> unknownRows() {
		return rows().filter(FaultRow::isUnknown);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void readIsAnsweredAsTheTableSaysWhenZendeskFails(FaultRow row, FaultyBff bff) {
		bff.prepare(row);
		row.failReads(bff.zendesk());
		bff.assertAnswer(bff.read(), row.read(), row.pause());
		bff.assertCalls(row.readCalls());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void updateIsAnsweredAsTheTableSaysWhenZendeskFails(FaultRow row, FaultyBff bff) {
		bff.prepare(row);
		row.failUpdates(bff.zendesk());
		HttpResponse<String> answer = bff.update();
		bff.assertAnswer(answer, row.update(), row.pause());
		bff.assertApplied(answer, row.applied());
		bff.assertCalls(row.updateCalls());
	}

	@ParameterizedTest
	@MethodSource("passingRows")
	void readSucceedsAtTheSecondAttemptWhenTheFaultHasPassed(FaultRow row, FaultyBff bff) {
		bff.prepare(row);
		bff.zendesk().failReads(row.strike(), 1);
		HttpResponse<String> answer = bff.read();
		bff.assertAnswer(answer, "200", "-");
		assertThat(answer.body()).isEqualTo(bff.zendesk().account());
		bff.assertCalls(row.readCalls());
	}

	@ParameterizedTest
	@MethodSource("unknownRows")
	void updateSucceedsWhenTheAccountShowsItDespiteTheFault(FaultRow row, FaultyBff bff) {
		bff.zendesk().applyAllTheSame();
		row.failUpdates(bff.zendesk());
		HttpResponse<String> answer = bff.update();
		bff.assertAnswer(answer, "200", "-");
		bff.assertApplied(answer, "yes");
		assertThat(answer.body()).isEqualTo(bff.zendesk().account()).contains("Thun");
		bff.assertCalls(row.updateCalls());
	}

}
