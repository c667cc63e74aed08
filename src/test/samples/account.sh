# Read
curl -sS --fail-with-body "$BFF_URL/api/v2/account" -H "Authorization: Bearer $TOKEN" \
  --etag-save account.etag -w '\n' &&
  # Update: the changed field only, and only where nobody else was faster
  curl -sS --fail-with-body -X PUT "$BFF_URL/api/v2/account" -H "Authorization: Bearer $TOKEN" \
    -H "If-Match: $(cat account.etag)" -H 'Content-Type: application/json' -d '{"billing":{"city":"Zürich"}}' -w '\n'
