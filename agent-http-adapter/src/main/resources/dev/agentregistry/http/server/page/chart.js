// Two small charts of the last hour: heartbeats a second, and agents online.

import * as api from './api.js';
import { byId, el, say, svg } from './dom.js';
import { clock, now, number, rate } from './times.js';

const HOUR = 3_600_000;
const WIDTH = 240;
const HEIGHT = 40;
const MOST_POINTS = 120;
const PAUSE = 10_000;

export class Charts {
  #isMissing = false;
  #asked = 0;
  #charts = [
    new Chart('Heartbeats/s', 'heartbeats_per_second', rate),
    new Chart('Online, last hour', 'online', number),
  ];

  constructor() {
    byId('charts').replaceChildren(...this.#charts.map((chart) => chart.node));
  }

  async refresh() {
    if (this.#isMissing || Date.now() - this.#asked < PAUSE) {
      return;
    }
    this.#asked = Date.now();
    const history = await api.find('api/history');
    this.#isMissing = history === null;
    const samples = history?.body?.samples ?? [];
    byId('charts').hidden = samples.length < 2;
    if (samples.length >= 2) {
      this.#charts.forEach((chart) => chart.draw(samples, history.body.interval_seconds * 1000));
    }
  }
}

class Chart {
  #member;
  #format;
  #label;
  #points = [];
  #latest = 0;
  #area = svg('path', { class: 'area' });
  #line = svg('path', { class: 'line' });
  #cursor = svg('line', { class: 'cursor', y1: 0, y2: HEIGHT, visibility: 'hidden' });
  #drawing;
  #value = el('strong');
  #when = el('span', { class: 'muted' });

  constructor(label, member, format) {
    this.#label = label;
    this.#member = member;
    this.#format = format;
    this.#drawing = svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' },
      this.#area,
      this.#line,
      this.#cursor,
    );
    this.node = el(
      'figure',
      { class: `chart chart-${member === 'online' ? 'online' : 'rate'}` },
      el('figcaption', {}, el('span', {}, label), this.#when, this.#value),
      this.#drawing,
    );
    this.#drawing.addEventListener('pointermove', (event) => this.#point(event));
    this.#drawing.addEventListener('pointerleave', () => this.#rest());
  }

  draw(samples, interval) {
    const end = now();
    this.#latest = samples.at(-1)[this.#member];
    this.#points = thin(
      samples.map((sample) => ({ at: Date.parse(sample.at), value: sample[this.#member] })),
    ).filter(({ at }) => at > end - HOUR);
    const most = Math.max(1, ...this.#points.map(({ value }) => value));
    for (const point of this.#points) {
      point.x = WIDTH * (1 - (end - point.at) / HOUR);
      point.y = HEIGHT - 2 - (HEIGHT - 6) * (point.value / most);
    }
    const parts = split(this.#points, Math.max(interval * 4, (HOUR / MOST_POINTS) * 3));
    this.#line.setAttribute('d', parts.map(trace).join(''));
    this.#area.setAttribute('d', parts.map(under).join(''));
    this.#drawing.setAttribute(
      'aria-label',
      `${this.#label}: now ${this.#format(this.#latest)}, at most ${this.#format(most)} in the last hour`,
    );
    this.#rest();
  }

  #rest() {
    this.#cursor.setAttribute('visibility', 'hidden');
    say(this.#when, '');
    say(this.#value, this.#format(this.#latest));
  }

  #point(event) {
    const box = this.#drawing.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const nearest = this.#points.reduce(
      (best, point) => (best === null || Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best),
      null,
    );
    if (nearest !== null) {
      this.#cursor.setAttribute('x1', nearest.x);
      this.#cursor.setAttribute('x2', nearest.x);
      this.#cursor.setAttribute('visibility', 'visible');
      say(this.#when, clock(nearest.at));
      say(this.#value, this.#format(nearest.value));
    }
  }
}

/** Means of neighbours, so that there are no more points than can be told apart. */
function thin(points) {
  const size = Math.ceil(points.length / MOST_POINTS);
  const thinned = [];
  for (let i = points.length; i > 0; i -= size) {
    const some = points.slice(Math.max(0, i - size), i);
    const value = some.reduce((sum, point) => sum + point.value, 0) / some.length;
    thinned.unshift({ at: some.at(-1).at, value: Math.round(value * 10) / 10 });
  }
  return thinned;
}

/** Where the server was down, there is no line. */
function split(points, gap) {
  const parts = [];
  points.forEach((point, i) => {
    if (i === 0 || point.at - points[i - 1].at > gap) {
      parts.push([]);
    }
    parts.at(-1).push(point);
  });
  return parts;
}

function trace(points) {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function under(points) {
  return `${trace(points)}L${points.at(-1).x.toFixed(1)} ${HEIGHT}L${points[0].x.toFixed(1)} ${HEIGHT}Z`;
}
