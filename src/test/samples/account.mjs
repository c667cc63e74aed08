async function call(method, body, headers) {
  const response = await fetch(`${process.env.BFF_URL}/api/v2/account`, {
    method,
    body,
    headers: { Authorization: `Bearer ${process.env.TOKEN}`, ...headers },
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) {
    throw new Error((await response.json()).detail);
  }
  return response;
}

// Read
const read = await call('GET');
console.log(await read.text());

// Update: the changed field only, and only where nobody else was faster
const fields = JSON.stringify({ billing: { city: 'Zürich' } });
const headers = { 'Content-Type': 'application/json', 'If-Match': read.headers.get('etag') };
const update = await call('PUT', fields, headers);
console.log(await update.text());
