// Step through: a sequence chart walked event by event. The page's generator wrote the walk (.dg-walk)
// and all markup and words (.dg-kit); nothing here makes markup of data, and no language is known.
// Without this script the chart and the list of its steps are whole.
(() => {
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
        const [x1, y1] = /^[^A-Z]*l/.test(way.slice(1)) ? [x0 + x, y0 + y] : [x, y]
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
      const mark = this.svg.querySelector(`[data-moment="${i}"]`)
      if (mark?.tagName === "rect") return number(mark, "y") + number(mark, "height") / 2
      if (mark) return numbers(mark.getAttribute("d"))[1] + (mark.closest(".dg-cross") ? 7 : 0)
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
        const words = this.all(`[data-n="${n}"] text, text[data-n="${n}"]`).map((part) => {
          const lost = part.closest(".dg-lost") && numbers(part.getAttribute("transform"))[1]
          return { part, shown: (step, now) => sent(step, now) && !(now < lost) }
        })
        return [...lines, ...words]
      })
    }

    findRest() {
      const marks = this.all("[data-moment]").map((part) => ({ part, shown: (step) => step > part.dataset.moment }))
      const kinds = ["time", "call", "told", "error", "crash", "restart", "timer"].map((kind) => `.dg-${kind}-text`)
      const texts = this.all(`:is(.dg-states, ${kinds}) text`).map((part) => {
        const y = number(part, "y") - 4 // from the base line to the middle of the letters
        if (part.closest(".dg-timer-text")) return { part, shown: (_, now) => now >= y }
        const peer = number(part, "x") < this.left ? "A" : "B"
        const above = part.closest(".dg-time-text") ? 22 : 7 // a time stands over its moment
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
      const wide = this.svg.viewBox.baseVal.width
      this.veil = drawn("rect", { class: "dg-veil", x: left - 10, width: right - left + 20, height })
      this.past = drawn("rect", { width: wide, height })
      const frame = drawn("clipPath", { id: clip })
      frame.append(this.past)
      this.svg.querySelector(".dg-brace")?.setAttribute("clip-path", `url(#${clip})`)
      this.line = drawn("path", { class: "dg-line-now", d: `M0 0H${wide}` })
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
        arrow.classList.toggle("dg-hot", came || Boolean(moment?.sends?.includes(n)))
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

  class Player {
    constructor(figure) {
      this.figure = figure
      this.details = figure.querySelector(".dg-steps")
      this.walk = JSON.parse(figure.querySelector(".dg-walk").content.textContent)
      this.last = this.walk.moments.length
      this.step = 0
      this.rows = [...this.details.querySelectorAll("tbody tr:not(.dg-why)")]
      this.rows.forEach((row, i) => row.addEventListener("click", () => this.by(i + 1)))
    }

    find(part) {
      return this.stage.querySelector(part)
    }

    open() {
      if (this.is) return
      this.is = true
      const kit = document.querySelector(".dg-kit").content.querySelector(".dg-stage")
      this.stage = document.importNode(kit, true)
      this.home = this.figure.querySelector(".dg-narrow")
      const svg = this.home.querySelector("svg")
      this.untouched = svg.cloneNode(true)
      this.find(".dg-film").append(svg) // no copy: two could not have the same ids
      this.figure.querySelector(".dg-wide").before(this.stage)
      this.figure.classList.add("dg-walking")
      this.film = new Film(svg, this.walk.moments)
      this.scrub = this.find(".dg-scrub")
      this.scrub.max = this.last
      this.fillTable()
      this.listen()
      this.stage.scrollIntoView({ block: "nearest" })
      this.go(this.step)
    }

    close() {
      if (!this.is) return
      this.is = false
      this.pause()
      cancelAnimationFrame(this.frame)
      this.home.append(this.untouched)
      this.stage.remove()
      this.figure.classList.remove("dg-walking")
      this.mark(0)
      clearTimeout(this.writing)
      if (linked()?.[1] === this.figure.id) write(this.figure.id)
    }

    listen() {
      this.scrub.addEventListener("input", () => this.by(Number(this.scrub.value)))
      this.stage.addEventListener("click", ({ target }) => {
        // What is clicked on the chart is gone to: a mark's moment, a segment's sending.
        const to = target.closest("[data-do], [data-moment], [data-n]")?.dataset ?? {}
        const at = to.n ? this.film.sender.get(Number(to.n)) : to.moment
        if (to.do) this.act(to.do)
        else if (at !== undefined) this.by(Number(at) + 1)
      })
      this.stage.addEventListener("keydown", (event) => {
        const plain = !(event.altKey || event.ctrlKey || event.metaKey)
        const own = event.target === this.scrub && event.key !== "Escape" // it knows these keys
        const does = { ArrowLeft: "back", ArrowRight: "forth", Home: "first", End: "last", Escape: "close" }[event.key]
        if (!plain || own || !does) return
        event.preventDefault()
        this.act(does)
      })
    }

    act(what) {
      if (what === "play") return this.timer ? this.pause() : this.play()
      if (what === "close") {
        this.details.open = false
        return this.details.firstElementChild.focus()
      }
      const to = { back: this.step - 1, forth: this.step + 1, first: 0, last: this.last }
      if (what in to) this.by(to[what])
    }

    // A step that the reader asked for: it is the one that a link holds.
    by(step) {
      this.pause()
      this.go(step)
      clearTimeout(this.writing) // browsers allow few changes of the address a second
      this.writing = setTimeout(() => write(`walk=${this.figure.id}&step=${this.step}`), 250)
    }

    play() {
      if (this.step === this.last) this.go(0)
      const next = () => {
        this.go(this.step + 1)
        this.timer = this.step < this.last ? setTimeout(next, 3000) : 0
        if (!this.timer) this.pause()
      }
      this.timer = setTimeout(next, 400)
      this.turn(true)
    }

    pause() {
      clearTimeout(this.timer)
      this.timer = 0
      this.turn(false)
    }

    turn(playing) {
      this.find("[data-do=play]").setAttribute("aria-pressed", playing)
    }

    go(to) {
      const from = this.step
      const step = (this.step = clamp(0, to, this.last))
      const { film } = this
      cancelAnimationFrame(this.frame)
      this.tell(step)
      this.mark(step)
      const rest = film.rest(step)
      if (calm.matches || step !== from + 1) {
        film.show(step, rest)
        return this.follow()
      }
      // Time runs to the moment, it happens, and time runs on half-way to the next.
      const [start, event] = [film.rest(from), film.heights[step - 1]]
      const begun = performance.now()
      const draw = (at) => {
        const part = clamp(0, (at - begun) / 450, 2)
        const ease = (p) => p * (2 - p)
        if (part < 1) film.show(from, start + (event - start) * ease(part))
        else film.show(step, event + (rest - event) * ease(part - 1))
        if (part < 2) this.frame = requestAnimationFrame(draw)
      }
      film.show(from, start)
      this.frame = requestAnimationFrame(draw)
      this.follow()
    }

    // Keep the moment in sight, between the header of the page and our own keys.
    follow() {
      const { svg, heights, height } = this.film
      const place = svg.getBoundingClientRect()
      const y = place.top + (place.height * (heights[this.step - 1] ?? 0)) / height
      const keys = this.find(".dg-now").getBoundingClientRect()
      const low = keys.left < place.right ? Math.min(innerHeight, keys.top) : innerHeight
      const by = y < 130 ? y - 160 : y > low - 60 ? y - low + 110 : 0
      if (by) scrollBy({ top: by, behavior: calm.matches ? "auto" : "smooth" })
    }

    mark(step) {
      this.rows.forEach((row, i) => {
        row.setAttribute("aria-current", i + 1 === step ? "step" : "false")
      })
    }

    fillTable() {
      const body = this.find(".dg-variables tbody")
      this.cells = {}
      for (const name of this.walk.names) {
        const row = element("tr")
        const head = element("th", name)
        head.scope = "row"
        row.append(head, ...(this.cells[name] = [element("td"), element("td")]))
        body.append(row)
      }
      this.heads = [...this.stage.querySelectorAll(".dg-variables thead th")].slice(1)
    }

    // All that is said of a step: in words, on the graph, in the table.
    tell(step) {
      const { moments, peers, at, names } = this.walk
      const moment = moments[step - 1]
      const boxes = [...at]
      const values = [{}, {}]
      const arcs = [new Map(), new Map()]
      let before = {}
      moments.slice(0, step).forEach(({ peer, set, ways }, i) => {
        const side = peer === "A" ? 0 : 1
        for (const [arc, box] of ways ?? []) {
          arcs[side].set(arc, i === step - 1)
          boxes[side] = box
        }
        before = { ...values[side] }
        Object.assign(values[side], set)
      })
      const count = this.find(".dg-count")
      count.textContent = count.dataset.count.replace("{step}", step).replace("{all}", this.last)
      this.scrub.value = step
      this.scrub.setAttribute("aria-valuetext", `${count.textContent}${moment ? `: ${moment.time}` : ""}`)
      this.find("[data-do=back]").disabled = !step
      this.find("[data-do=forth]").disabled = step === this.last
      this.find(".dg-says").textContent = moment ? moment.says : this.find(".dg-live").dataset.before
      this.find(".dg-because").replaceChildren(...(moment?.why ?? []).map(reason))
      for (const { dataset, classList } of this.stage.querySelectorAll("[data-arc]")) {
        arcs.forEach((passed, side) => {
          classList.toggle(`dg-was-${"ab"[side]}`, passed.has(dataset.arc))
          classList.toggle(`dg-on-${"ab"[side]}`, passed.get(dataset.arc) === true)
        })
      }
      for (const box of this.stage.querySelectorAll("[data-box]")) {
        const rect = box.firstElementChild
        boxes.forEach((name, side) => {
          box.classList.toggle(`dg-is-${"ab"[side]}`, name === box.dataset.box)
          if (name !== box.dataset.box) return
          const x = number(rect, "x") + side * number(rect, "width")
          this.find(`.dg-at-${"ab"[side]}`).style.transform = `translate(${x}px, ${number(rect, "y")}px)`
        })
      }
      this.heads.forEach((head, side) => {
        head.replaceChildren(element("b", peers[side]), element("span", boxes[side].replace("-FOOT", "")))
      })
      for (const name of names) {
        this.cells[name].forEach((cell, side) => {
          const changed = moment && "AB"[side] === moment.peer && name in (moment.set ?? {})
          const [old, value] = [before[name], values[side][name]]
          cell.textContent = changed && old ? `${old} → ${value ?? "–"}` : value ?? ""
          cell.classList.toggle("dg-changed", Boolean(changed))
        })
      }
    }
  }

  const reason = ([where, section, sentence]) => {
    const [said, link] = [element("p", sentence), element("a", where)]
    link.href = RFC + section
    said.append(" ", link)
    return said
  }

  const linked = () => /^#walk=([\w-]+)&step=(\d+)$/.exec(location.hash)
  const write = (hash) => history.replaceState(history.state, "", `#${hash}`)

  const playerOf = (figure) => (figure.dgPlayer ??= new Player(figure))

  // A link that names a step: open what the figure is in, the figure, and the step.
  const follow = () => {
    const [, id, step] = linked() ?? []
    const figure = id && document.getElementById(id)
    if (!figure?.querySelector(".dg-walk")) return
    for (let at = figure.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true
      if (!at.matches(".tabbed-block")) continue // Material's tabs: the n-th label opens the n-th block
      const tab = [...at.parentElement.children].indexOf(at)
      at.closest(".tabbed-set").querySelectorAll(":scope > input")[tab].checked = true
    }
    const player = playerOf(figure)
    if (player.is && player.step === Number(step)) return
    player.details.open = true
    player.open()
    player.pause()
    player.stage.scrollIntoView()
    player.go(Number(step))
    player.stage.focus({ preventScroll: true })
  }

  const mount = () => {
    const kit = document.querySelector(".dg-kit")
    if (!kit) return
    for (const walk of document.querySelectorAll(".dg-walk")) {
      const figure = walk.parentElement
      if (figure.matches(".dg-can-walk")) continue
      figure.classList.add("dg-can-walk")
      let details = figure.querySelector(".dg-steps")
      if (!details) {
        details = element("details")
        details.className = "dg-steps"
        details.append(element("summary", kit.dataset.steps))
        figure.querySelector("details, .dg-walk").before(details)
      }
      details.addEventListener("toggle", () => {
        const player = playerOf(figure)
        if (details.open === Boolean(player.is)) return
        if (!details.open) return player.close()
        player.open()
        player.scrub.focus({ preventScroll: true })
      })
    }
    follow()
  }

  if (window.dgWalk) return window.dgWalk() // inlined, it is run again on each page
  window.dgWalk = mount
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount)
  else mount()
  if (window.document$) document$.subscribe(mount) // the theme's instant navigation brings a new page
  addEventListener("hashchange", follow)
})();
