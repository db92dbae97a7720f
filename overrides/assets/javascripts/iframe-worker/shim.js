// From disk a browser refuses workers, and the theme's search runs in one. Here its script runs in a
// hidden frame instead, with what a worker has: messages to and fro, and importScripts. Nothing is
// written into the frame as text, so that the page's Content-Security-Policy need not allow any.
(() => {
  if (location.protocol !== "file:") return

  const add = (frame, address) =>
    new Promise((done, failed) => {
      const script = frame.document.createElement("script")
      script.src = address
      script.onload = done
      script.onerror = () => failed(new Error(`cannot load ${address}`))
      frame.document.body.append(script)
    })

  // By this name the theme's script knows that it is no worker, and where its other files are.
  window.IFrameWorker = class extends EventTarget {
    #iframe = document.createElement("iframe")
    #ready

    constructor(address) {
      super()
      this.#iframe.hidden = true
      document.body.append(this.#iframe)
      const frame = this.#iframe.contentWindow
      const tell = (name, init) => {
        const event = new (name === "error" ? ErrorEvent : MessageEvent)(name, init)
        this.dispatchEvent(event)
        this[`on${name}`]?.(event)
      }
      frame.postMessage = (data) => tell("message", { data: structuredClone(data) })
      frame.importScripts = (...addresses) =>
        addresses.reduce((before, next) => before.then(() => add(frame, next)), Promise.resolve())
      frame.addEventListener("error", ({ message, error }) => tell("error", { message, error }))
      this.#ready = add(frame, new URL(address, location).href)
      this.#ready.catch((error) => tell("error", { message: error.message, error }))
    }

    postMessage(data) {
      const frame = this.#iframe.contentWindow
      const send = () =>
        frame.dispatchEvent(new frame.MessageEvent("message", { data: structuredClone(data) }))
      this.#ready.then(send, () => {})
    }

    terminate() {
      this.#iframe.remove()
    }
  }
  window.Worker = window.IFrameWorker
})()
