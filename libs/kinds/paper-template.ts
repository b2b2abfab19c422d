/** A document of a case on paper (Typst), one column a language. Its data: `Paper`. */
export const PAPER_TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let columns-of = d.languages.map(_ => 1fr)
#set document(title: d.title.at(0).text + " " + d.subtitle, author: "Liaison")
#set text(font: ("Noto Sans", "Vazirmatn"), size: 9pt, lang: d.languages.at(0), fallback: true)
#set par(leading: 0.62em, spacing: 0.62em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 16mm, top: 24mm, bottom: 24mm),
  header: block(width: 100%, fill: black, inset: (x: 8pt, y: 5pt))[
    #box(text(fill: rgb("#FFC000"), weight: "bold", size: 8.5pt, dir: ltr)[TLP:AMBER+STRICT])
    #h(1fr)
    #box(text(fill: white, size: 8.5pt, dir: ltr)[#d.subtitle])
  ],
  footer: context [
    #set text(size: 7pt, fill: luma(90))
    #line(length: 100%, stroke: 0.4pt + luma(190))
    #v(-0.3em)
    #box(text(dir: if d.directions.at(0) == "rtl" { rtl } else { ltr })[#d.footer])
    #h(1fr)
    #box(text(dir: ltr)[#counter(page).display("1 / 1", both: true)])
  ],
)
#let way(name) = if name == "rtl" { rtl } else { ltr }
#let cell(c, style) = {
  set text(dir: way(c.column))
  set align(start)
  let foreign = c.at("isUntranslated", default: false)
  let tag = if foreign [#box(text(fill: luma(120), size: 6.5pt, dir: ltr)[[#c.language]])~]
  let said = text(lang: c.language)[#tag#style(c.text)]
  let turned = c.direction != c.column
  block(width: 100%, spacing: 0pt)[#if "label" in c [#text(fill: luma(100), size: 8pt)[#c.label]]#if turned { set text(dir: way(c.direction)); block(above: 0.4em, said) } else { said }]
}
#let side-by-side(items, style) = grid(columns: columns-of, column-gutter: 8mm, ..items.map(c => cell(c, style)))
#side-by-side(d.title, t => text(size: 15pt, weight: "bold", fill: rgb("#1d3a5f"))[#t])
#v(0.2em)
#for section in d.sections [
  #block(above: 1.5em, below: 0.75em, breakable: false, sticky: true)[
    #line(length: 100%, stroke: 0.4pt + luma(200))
    #v(-0.1em)
    #side-by-side(section.heading, t => heading(level: 1, text(size: 9.5pt, weight: "bold", fill: rgb("#1d3a5f"))[#t]))
  ]
  #for (i, line) in section.lines.enumerate() {
    let first = line.at(0).at("isFirst", default: false)
    block(above: if first and i > 0 { 1.1em } else { 0.62em }, below: 0pt, sticky: first, side-by-side(line, t => if first { strong(t) } else { t }))
  }
]
#v(1em)
#block(width: 100%, breakable: false, stroke: 0.6pt + luma(150), inset: 8pt, radius: 2pt)[
  #text(size: 8pt)[#d.codeLabel] #h(0.5em) #box(text(size: 12pt, weight: "bold", dir: ltr)[#d.code])
  #for line in d.notices [
    #v(0.1em)
    #side-by-side(line, t => text(size: 7.5pt, fill: luma(60))[#t])
  ]
]
`;
