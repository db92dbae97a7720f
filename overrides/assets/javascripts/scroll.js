// What can be scrolled sideways can be reached by the keyboard: code that is too wide, a table on a
// narrow screen. Nothing else becomes a stop for the Tab key. (The theme does so for code only, and
// only where there is a pointer that can hover.)
(() => {
  const WIDE = ".md-typeset pre > code, .md-typeset table:not([class]), .md-typeset__scrollwrap"

  const mark = (element) => {
    const scrolls = element.scrollWidth > element.clientWidth
    if (scrolls && element.tabIndex !== 0) element.tabIndex = 0
    else if (!scrolls) element.removeAttribute("tabindex")
  }

  const look = (entries) => entries.forEach(({ target }) => mark(target))
  const sizes = new ResizeObserver(look)
  // The theme looks at the same changes, and may take away what was set here.
  const changes = new MutationObserver(look)

  const mount = () => {
    sizes.disconnect()
    changes.disconnect()
    for (const element of document.querySelectorAll(WIDE)) {
      sizes.observe(element)
      changes.observe(element, { attributeFilter: ["tabindex"] })
    }
  }

  mount()
  if (window.document$) document$.subscribe(mount) // the theme's instant navigation brings a new page
})()
