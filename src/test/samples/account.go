package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

var client = http.Client{Timeout: time.Minute}

func main() {
	// Read
	account, etag := call("GET", "", nil)
	fmt.Println(account)

	// Update: the changed field only, and only where nobody else was faster
	headers := map[string]string{"Content-Type": "application/json", "If-Match": etag}
	account, _ = call("PUT", `{"billing":{"city":"Zürich"}}`, headers)
	fmt.Println(account)
}

func call(method, body string, headers map[string]string) (account, etag string) {
	request, err := http.NewRequest(method, os.Getenv("BFF_URL")+"/api/v2/account", strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	if response.StatusCode >= 400 {
		var problem struct{ Detail string }
		if err := json.Unmarshal(answer, &problem); err != nil {
			log.Fatal(response.Status)
		}
		log.Fatal(problem.Detail)
	}
	return string(answer), response.Header.Get("ETag")
}
