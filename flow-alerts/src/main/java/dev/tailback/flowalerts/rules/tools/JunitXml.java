package dev.tailback.flowalerts.rules.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as every CI reads them. */
final class JunitXml {
    private static final double NANOS_PER_SECOND = 1e9;

    private JunitXml() {}

    record Suite(String name, List<Case> cases) {
        long failed() {
            return cases.stream().filter(one -> !one.failures().isEmpty()).count();
        }
    }

    /** @param output what was seen, for who looks at it */
    record Case(String name, Duration took, List<String> failures, List<String> output) {}

    static void write(Path file, List<Suite> suites) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Suite suite : suites) {
                write(xml, suite);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException unwritten) {
            throw new IOException(file + " cannot be written: " + unwritten.getMessage(), unwritten);
        }
    }

    private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(suite.name()));
        xml.writeAttribute("tests", String.valueOf(suite.cases().size()));
        xml.writeAttribute("failures", String.valueOf(suite.failed()));
        for (Case one : suite.cases()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", printable(suite.name()));
            xml.writeAttribute("name", printable(one.name()));
            xml.writeAttribute(
                    "time", String.format(Locale.ROOT, "%.3f", one.took().toNanos() / NANOS_PER_SECOND));
            if (!one.failures().isEmpty()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", printable(one.failures().getFirst()));
                xml.writeCharacters(printable(String.join("\n", one.failures())));
                xml.writeEndElement();
            }
            if (!one.output().isEmpty()) {
                xml.writeStartElement("system-out");
                xml.writeCharacters(printable(String.join("\n", one.output())));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML has no way to write most control characters. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
