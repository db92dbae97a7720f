// A colon makes a word of a query the name of a field, and the search drops it: who looks for a title
// such as "Half-close: data after the FIN" means the words. What goes to the search's worker goes by here.
(() => {
  const QUERY = 2 // the theme's number for this kind of message
  window.Worker = class extends window.Worker {
    postMessage(message, ...rest) {
      const isQuery = message?.type === QUERY && typeof message.data === "string"
      super.postMessage(isQuery ? { ...message, data: message.data.replace(/[:：]/g, " ") } : message, ...rest)
    }
  }
})()
