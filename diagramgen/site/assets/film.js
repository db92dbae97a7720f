// Step through, the first of the scripts that style.py joins into one function: what all of them use.
//
// A sequence chart is walked event by event. Whoever made the page wrote the walk (.dg-moments) and all
// markup and words (.dg-kit): nothing here makes markup of data, and no language is known. Without the
// script the chart and the list of its steps are whole.

const RFC = "https://www.rfc-editor.org/rfc/rfc9293#section-"
const SVG = "http://www.w3.org/2000/svg"
const calm = matchMedia("(prefers-reduced-motion: reduce)")

const numbers = (text) => text.match(/-?\d*\.?\d+/g).map(Number)
const number = (node, name) => Number(node.getAttribute(name))
const clamp = (low, value, high) => Math.max(low, Math.min(value, high))
const element = (name, text = "") => {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
const drawn = (name, attributes) => {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

// The chart: which height is now, and what is above it. Heights are the SVG's own; of its arrows,
// marks and boxes the generator says to which segment or moment they belong.
class Film {
  constructor(svg, moments) {
    this.svg = svg
    this.moments = moments
    this.height = svg.viewBox.baseVal.height
    const lines = this.all(".dg-life").flatMap((line) => line.getAttribute("d").match(/(?<=M)[\d.]+/g))
    this.left = Math.min(...lines)
    this.right = Math.max(...lines)
    this.sender = new Map()
    moments.forEach((moment, i) => moment.sends?.forEach((n) => this.sender.set(n, i)))
    this.flights = this.all(".dg-segment").map((arrow) => {
      const line = arrow.querySelector("path:not(.dg-cloud)")
      const way = line.getAttribute("d")
      const [x0, y0, x, y] = numbers(way)
      const [x1, y1] = way.includes("L") ? [x, y] : [x0 + x, y0 + y]
      const { n, copy = 0 } = arrow.dataset
      const dashes = line.getAttribute("stroke-dasharray") ?? "none"
      return { arrow, n: Number(n), copy: Number(copy), x0, y0, x1, y1, dashes }
    })
    this.heights = []
    moments.forEach((moment, i) => this.heights.push(this.heightOf(moment, i)))
    this.parts = [...this.findArrows(), ...this.findRest()]
    this.addLayers()
  }

  all(which) {
    return [...this.svg.querySelectorAll(which)]
  }

  heightOf({ arrives, sends }, i) {
    const came = arrives && this.flights.find(({ n, copy }) => n === arrives[0] && copy === arrives[1])
    if (came) return came.y1
    const marks = this.all(`[data-moment="${i}"]`).map((mark) => {
      // Of a sign; a box has none.
      const move = mark.getAttribute("d")
      if (!move) return number(mark, "y") + number(mark, "height") / 2
      return numbers(move)[1] + (mark.closest(".dg-cross") ? 7 : 0)
    })
    if (marks.length) return Math.min(...marks)
    const gone = sends && this.flights.find(({ n }) => n === sends[0])
    return gone ? gone.y0 : this.heights.at(-1) ?? 0
  }

  // What is pale until its time has come, each with the question whether it has.
  findArrows() {
    return this.flights.flatMap(({ arrow, n, y0, y1 }) => {
      const sent = (step, now) => this.sent(n, y0, step, now)
      const lines = [...arrow.querySelectorAll("path")].map((part) => {
        const end = part.matches(".dg-cloud") ? y0 : y1
        return { part, shown: (step, now) => sent(step, now) && now >= end }
      })
      const words = [...arrow.querySelectorAll("text")].map((part) => {
        const place = part.closest("[transform]").getAttribute("transform")
        const lost = part.matches(".dg-lost") && numbers(place)[1]
        return { part, shown: (step, now) => sent(step, now) && !(now < lost) }
      })
      return [...lines, ...words]
    })
  }

  findRest() {
    const marks = this.all("[data-moment]").map((part) => ({ part, shown: (step) => step > part.dataset.moment }))
    const timers = this.all(".dg-timer-text text")
    const texts = this.all(':is(.dg-states, [class$="-text"]) text[y]').map((part) => {
      // From the base line to the middle of the letters.
      const y = number(part, "y") - 4
      if (timers.includes(part)) {
        // Its name and its length are two lines, and one thing.
        const lines = timers.map((one) => number(one, "y")).filter((one) => Math.abs(one - y) < 20)
        return { part, shown: (_, now) => now >= Math.max(...lines) }
      }
      const peer = number(part, "x") < this.left ? "A" : "B"
      // A time stands over its moment.
      const above = part.closest(".dg-time-text") ? 22 : 7
      const owner = this.moments.findLastIndex(
        (moment, i) => moment.peer === peer && this.heights[i] - above <= y,
      )
      return { part, shown: (step) => step > owner }
    })
    return [...marks, ...texts]
  }

  // An old duplicate is sent by no moment: it comes when its height does.
  sent(n, y, step, now) {
    return this.sender.has(n) ? step > this.sender.get(n) : now >= y
  }

  addLayers() {
    const { left, right, height } = this
    const clip = `${this.svg.querySelector("title").id}-past`
    this.veil = drawn("rect", { class: "dg-veil", x: left - 10, width: right - left + 20, height })
    this.past = drawn("rect", { width: "100%", height })
    const frame = drawn("clipPath", { id: clip })
    frame.append(this.past)
    this.svg.querySelector(".dg-brace")?.setAttribute("clip-path", `url(#${clip})`)
    this.line = drawn("path", { class: "dg-line-now", d: "M0 0H999" })
    this.moving = drawn("g", { class: "dg-moving" })
    this.svg.querySelector(".dg-segments").before(this.veil)
    this.svg.append(frame, this.line, this.moving)
  }

  // Between two moments: what has been sent is on its way.
  rest(step) {
    const { heights } = this
    if (!step) return Math.max(0, heights[0] - 12)
    if (step === heights.length) return this.height
    return (heights[step - 1] + Math.max(heights[step - 1], heights[step])) / 2
  }

  show(step, now) {
    const moment = this.moments[step - 1]
    for (const each of this.parts) {
      const pale = !each.shown(step, now)
      if (pale !== each.pale) each.part.classList.toggle("dg-pale", (each.pale = pale))
    }
    this.veil.setAttribute("y", now)
    this.past.setAttribute("height", now)
    this.line.setAttribute("transform", `translate(0 ${now})`)
    const moving = []
    if (moment) {
      const [cx, whose] = moment.peer === "A" ? [this.left, "dg-ab"] : [this.right, "dg-ba"]
      moving.push(drawn("circle", { class: `${whose} dg-ring`, r: 7, cx, cy: this.heights[step - 1] }))
    }
    for (const { arrow, n, copy, x0, y0, x1, y1, dashes } of this.flights) {
      const came = moment?.arrives?.[0] === n && moment.arrives[1] === copy
      arrow.classList.toggle("dg-hot", came || !!moment?.sends?.includes(n))
      if (!this.sent(n, y0, step, now) || now < y0 || now >= y1) continue
      const x = x0 + ((x1 - x0) * (now - y0)) / (y1 - y0)
      const whose = arrow.matches(".dg-ab") ? "dg-ab" : "dg-ba"
      const d = `M${x0} ${y0}L${x} ${now}`
      moving.push(
        drawn("path", { class: whose, d, "stroke-dasharray": dashes }),
        drawn("circle", { class: whose, r: 5, cx: x, cy: now, "data-n": n, "data-copy": copy }),
      )
    }
    this.moving.replaceChildren(...moving)
  }
}
