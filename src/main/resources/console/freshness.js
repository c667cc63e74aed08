/** How old the shown account is and where it came from, in words, from Age and Cache-Status (RFC 9211). */

const CACHE = 'zendesk-account-bff';
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const UNITS = [['hour', 3600], ['minute', 60], ['second', 1]];
const JUST_NOW_SECONDS = 3;

/** What an answer's headers say; the age goes on growing from here. */
export function freshnessOf(headers) {
  const status = ownStatus(headers.get('Cache-Status') ?? '');
  return {
    age: Number(headers.get('Age') ?? 0),
    readAt: performance.now(),
    isHit: status.includes('hit'),
    isStandIn: status.includes('detail=stale-if-error'),
  };
}

export function freshnessInWords(freshness) {
  const age = Math.round(freshness.age + (performance.now() - freshness.readAt) / 1000);
  if (freshness.isStandIn) {
    const at = CLOCK.format(new Date(Date.now() - age * 1000));
    return `The account cannot be read: state of ${at}, ${duration(age)} old`;
  }
  if (freshness.isHit) {
    return `From the cache, ${duration(age)} old`;
  }
  return (age <= JUST_NOW_SECONDS) ? 'Read from Zendesk just now' : `Read from Zendesk ${duration(age)} ago`;
}

/** The parameters of our own member, since other caches on the way may have added theirs. */
function ownStatus(header) {
  const members = header.split(',').map((member) => member.split(';').map((part) => part.trim()));
  return members.find(([name]) => name === CACHE) ?? [];
}

function duration(age) {
  const [unit, size] = UNITS.find(([, least]) => age >= least) ?? UNITS.at(-1);
  const count = Math.floor(age / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
