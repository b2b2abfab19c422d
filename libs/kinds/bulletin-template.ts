/** A bulletin on paper (Typst). Its data: `bulletinOnPaper`. */
export const BULLETIN_TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let rtl-doc = d.direction == "rtl"
#set document(title: d.title, author: d.sender)
#set text(font: ("Noto Sans", "Vazirmatn"), size: 10pt, lang: d.language, dir: if rtl-doc { rtl } else { ltr }, fallback: true)
#set par(leading: 0.7em, spacing: 0.8em)
#let band = block(width: 100%, fill: black, inset: (x: 8pt, y: 6pt))[
  #box(text(fill: rgb(d.colour), weight: "bold", dir: ltr)[TLP:#d.tlp])
  #h(0.6em)
  #text(fill: white, size: 9pt)[#d.handling]
]
#set page(
  paper: "a4",
  margin: (x: 20mm, top: 26mm, bottom: 22mm),
  header: band,
  footer: context text(size: 7.5pt, fill: luma(90))[
    #box(text(dir: ltr, lang: "en")[#d.id])
    #h(1fr) #d.printed
    #h(1fr) #box(text(dir: ltr)[#counter(page).display("1 / 1", both: true)])
  ],
)
#show heading: it => block(above: 1.3em, below: 0.5em, text(size: 11pt, weight: "bold", fill: rgb("#1d3a5f"), it.body))
#text(size: 16pt, weight: "bold", lang: d.titleLanguage)[#d.title]
#v(-0.4em)
#for line in d.facts [
  #text(size: 9pt, fill: luma(60))[#line] \\
]
#line(length: 100%, stroke: 0.5pt + luma(190))
#for block in d.blocks [
  = #block.heading
  #for line in block.lines [
    #par[#line]
  ]
]
`;
