import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

class Account {

	static final HttpClient CLIENT = HttpClient.newHttpClient();

	public static void main(String[] args) throws Exception {
		// Read
		HttpResponse<String> read = call(request());
		System.out.println(read.body());

		// Update: the changed field only, and only where nobody else was faster
		HttpResponse<String> update = call(request().header("Content-Type", "application/json")
			.header("If-Match", read.headers().firstValue("ETag").orElseThrow())
			.PUT(BodyPublishers.ofString("{\"billing\":{\"city\":\"Zürich\"}}")));
		System.out.println(update.body());
	}

	static HttpRequest.Builder request() {
		return HttpRequest.newBuilder(URI.create(System.getenv("BFF_URL") + "/api/v2/account"))
			.header("Authorization", "Bearer " + System.getenv("TOKEN"))
			.timeout(Duration.ofMinutes(1));
	}

	static HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
		if (response.statusCode() >= 400) {
			throw new IOException(response.body());
		}
		return response;
	}

}
