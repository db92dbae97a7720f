// The player of one figure: the stage that stands in the place of its chart, and what it tells.

class Player {
  constructor(figure) {
    this.figure = figure
    this.details = figure.querySelector(".dg-steps")
    this.walk = JSON.parse(figure.querySelector(".dg-moments").content.textContent)
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
    this.stage = kit.cloneNode(true)
    this.home = this.figure.querySelector(".dg-narrow")
    const svg = this.home.querySelector("svg")
    this.untouched = svg.cloneNode(true)
    // No copy: two could not have the same ids.
    this.find(".dg-film").append(svg)
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
    this.stage.addEventListener("click", (event) => {
      // What is clicked on the chart is gone to: a mark's moment, a segment's sending.
      const to = event.target.closest("[data-do], [data-moment], [data-n]")?.dataset ?? {}
      const at = to.n ? this.film.sender.get(Number(to.n)) : to.moment
      // A segment may be a link elsewhere.
      if (to.n) event.preventDefault()
      if (to.do) this.act(to.do)
      else if (at !== undefined) this.by(Number(at) + 1)
    })
    this.stage.addEventListener("keydown", (event) => {
      const plain = !(event.altKey || event.ctrlKey || event.metaKey)
      // It knows these keys.
      const own = event.target === this.scrub && event.key !== "Escape"
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
    // Browsers allow few changes of the address a second.
    clearTimeout(this.writing)
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
        cell.classList.toggle("dg-changed", !!changed)
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
