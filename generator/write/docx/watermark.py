"""The mark of a draft: 草稿 across every page."""

from __future__ import annotations

from lxml import etree

from generator.theme import Theme
from generator.write.docx.faces import face_name, style_of
from generator.write.docx.names import HEADER
from generator.write.docx.ooxml import WORD, add

DRAFT = "草稿"
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPE = """\
<w:r xmlns:w="{word}" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>\
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>\
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>\
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>\
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>\
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>\
</v:formulas><v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>\
<v:textpath on="t" fitshape="t"/></v:shapetype>\
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136"
 style="position:absolute;margin-left:0;margin-top:0;width:320pt;height:160pt;rotation:315;\
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f"
 fillcolor="silver" stroked="f"><v:fill opacity=".5"/>\
<v:textpath string="{text}"/></v:shape></w:pict></w:r>"""


def fill_watermark(header: etree._Element, theme: Theme, number: int) -> None:
    """Fill the root of a header part with the mark; ``number`` tells the shapes apart."""
    for child in list(header):
        header.remove(child)
    paragraph = add(header, "p")
    add(add(paragraph, "pPr"), "pStyle", val=HEADER)
    shape = _SHAPE.format(word=WORD, number=number, spid=2048 + number, text=DRAFT)
    run = etree.fromstring(shape)
    family = face_name(theme, style_of(theme, "h2").font)
    for text_path in run.iterfind(f".//{_VML}shape/{_VML}textpath"):
        text_path.set("style", f'font-family:"{family}";font-size:1pt')
    paragraph.append(run)
