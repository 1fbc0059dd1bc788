package dev.tailback.flowalerts.incidents.export;

/** HTML in which every text is text: names of elements are the program's own, all else goes through {@link Escaped}. */
final class Html {
    private final StringBuilder page = new StringBuilder(64 << 10);

    /** Written by this program, not from outside. */
    Html own(String markup) {
        page.append(markup);
        return this;
    }

    Html text(String text) {
        page.append(Escaped.html(text));
        return this;
    }

    /** An element with a text of outside; it is isolated, so that it cannot turn its neighbours' direction. */
    Html element(String name, Object text) {
        page.append('<').append(name).append("><bdi>");
        text(String.valueOf(text));
        page.append("</bdi></").append(name.split(" ", 2)[0]).append('>');
        return this;
    }

    Html heading(String text) {
        return own("<h2>").text(text).own("</h2>\n");
    }

    Html row(Object... cells) {
        own("<tr>");
        for (Object cell : cells) {
            element("td", cell);
        }
        return own("</tr>\n");
    }

    Html table(String... heads) {
        own("<table><tr>");
        for (String head : heads) {
            own("<th>").text(head).own("</th>");
        }
        return own("</tr>\n");
    }

    Html end(String name) {
        return own("</" + name + ">\n");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
