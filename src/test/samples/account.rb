require "json"
require "net/http"

ACCOUNT = URI("#{ENV.fetch("BFF_URL")}/api/v2/account")

def call(request)
  request["Authorization"] = "Bearer #{ENV.fetch("TOKEN")}"
  answer = Net::HTTP.start(ACCOUNT.host, ACCOUNT.port, use_ssl: ACCOUNT.scheme == "https") do |http|
    http.request(request)
  end
  answer.is_a?(Net::HTTPSuccess) ? answer : abort(JSON.parse(answer.body)["detail"])
end

# Read
read = call(Net::HTTP::Get.new(ACCOUNT))
puts read.body

# Update: the changed field only, and only where nobody else was faster
update = Net::HTTP::Put.new(ACCOUNT, "Content-Type" => "application/json", "If-Match" => read["ETag"])
update.body = { billing: { city: "Zürich" } }.to_json
puts call(update).body
