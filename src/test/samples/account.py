import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def call(method, headers, body=None):
    request = Request(os.environ["BFF_URL"] + "/api/v2/account", body, headers, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["TOKEN"])
    try:
        return urlopen(request, timeout=60)
    except HTTPError as problem:
        sys.exit(json.load(problem)["detail"])


# Read
with call("GET", {}) as account:
    print(account.read().decode())

# Update: the changed field only, and only where nobody else was faster
headers = {"Content-Type": "application/json", "If-Match": account.headers["ETag"]}
fields = json.dumps({"billing": {"city": "Zürich"}}).encode()
with call("PUT", headers, fields) as account:
    print(account.read().decode())
