// The events that this tab has heard of, so that an agent's page can show its own.

const MOST = 2_000;

const heard = [];

export function remember(event) {
  heard.push(event);
  if (heard.length > MOST) {
    heard.splice(0, heard.length - MOST);
  }
}

/** Those of one agent, the latest first. */
export function of(id) {
  return heard.filter((event) => event.agent?.id === id).reverse();
}

export function forget() {
  heard.length = 0;
}
