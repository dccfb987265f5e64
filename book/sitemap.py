"""The site's map, for search engines: the address of each page of the contents."""

from xml.etree import ElementTree

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages):
    """Return the map of `pages`, pairs of an address and the date of its last change or None."""
    root = ElementTree.Element("urlset", xmlns=SCHEMA)
    for address, date in pages:
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = address
        if date:
            ElementTree.SubElement(url, "lastmod").text = date.isoformat()
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
