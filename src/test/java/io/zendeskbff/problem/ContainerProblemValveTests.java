package io.zendeskbff.problem;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Tomcat says by itself, in our words.
 */
class ContainerProblemValveTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Tomcat tomcat = new Tomcat();

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector().setProperty("address", "127.0.0.1");
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "errors", new Errors());
		context.addServletMapping("/", "errors", false);
		StandardHost host = (StandardHost) this.tomcat.getHost();
		host.getPipeline().addValve(new ContainerProblemValve(new ProblemMeters(this.meters)));
		host.setErrorReportValveClass(ContainerProblemValve.class.getName());
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.client.close();
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | 400 bad-request        | The request was refused before it was looked at.
			404 | 404 not-found          | The request was refused before it was looked at.
			405 | 405 method-not-allowed | The request was refused before it was looked at.
			408 | 408 request-timeout    | The request was refused before it was looked at.
			413 | 413 payload-too-large  | The request was refused before it was looked at.
			501 | 501 not-implemented    | The request was refused before it was looked at.
			503 | 503 overloaded         | The request was refused before it was looked at.
			500 | 500 internal           | The request was refused before it was looked at.
			401 | 400 bad-request        | The request could not be answered.
			499 | 400 bad-request        | The request could not be answered.
			505 | 400 bad-request        | The request could not be answered.
			502 | 500 internal           | The request could not be answered.
			599 | 500 internal           | The request could not be answered.
			""")
	void answerIsAProblemWhenTomcatRefuses(int status, String told, String detail) throws Exception {
		HttpResponse<String> answer = get("error=" + status);
		String slug = told.substring(4);
		assertThat(answer.statusCode() + " " + slug).isEqualTo(told);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.headers().firstValue("X-Request-Id")).contains("id-1");
		assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.body()).contains("\"urn:zendesk-account-bff:problem:%s\"".formatted(slug), detail)
			.doesNotContain("s3cret");
		assertThat(this.meters.get("bff.problem.problems").tag("slug", slug).counter().count()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "status=399", "status=200", "status=404", "status=404&write=x" })
	void answerIsLeftAloneWhenItIsOne(String query) throws Exception {
		HttpResponse<String> answer = get(query);
		assertThat(answer.body()).isEqualTo(query.endsWith("write=x") ? "x" : "");
		assertThat(this.meters.find("bff.problem.problems").counters()).allMatch((counter) -> counter.count() == 0);
	}

	@Test
	void answerIsAProblemWhenAServletThrows() throws Exception {
		HttpResponse<String> answer = get("throw");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).contains("problem:internal").doesNotContain("s3cret", "Exception");
	}

	private HttpResponse<String> get(String query) throws Exception {
		URI url = URI.create("http://127.0.0.1:%d/x?%s".formatted(this.tomcat.getConnector().getLocalPort(), query));
		return this.client.send(HttpRequest.newBuilder(url).header("X-Request-Id", "id-1").build(),
				BodyHandlers.ofString());
	}

	/** Answers as its query says. */
	private static final class Errors extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getParameter("throw") != null) {
				throw new IllegalStateException("s3cret");
			}
			if (request.getParameter("status") != null) {
				response.setStatus(Integer.parseInt(request.getParameter("status")));
			}
			if (request.getParameter("write") != null) {
				OutputStream out = response.getOutputStream();
				out.write(request.getParameter("write").getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
			if (request.getParameter("error") != null && !response.isCommitted()) {
				response.sendError(Integer.parseInt(request.getParameter("error")), "s3cret");
			}
		}

	}

}
