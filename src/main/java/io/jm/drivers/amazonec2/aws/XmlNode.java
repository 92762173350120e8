package io.jm.drivers.amazonec2.aws;

import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An element of an answer, without namespace and attributes. What is not there has empty text and no elements. */
public final class XmlNode {
    private static final XmlNode NONE = new XmlNode("");
    private static final int DEEPEST = 100;

    private final String name;
    private final List<XmlNode> children = new ArrayList<>();
    private String text = "";

    private XmlNode(String name) {
        this.name = name;
    }

    /**
     * Reads a document.
     *
     * @throws MalformedException if it is none, or has a document type: entities could read files and fill the memory
     */
    public static XmlNode read(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            // decoded here: for bytes that are no UTF-8 the parser prints an error of its own
            String text = new String(document, StandardCharsets.UTF_8);
            return read(factory.createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (MissingResourceException e) {
            throw incomplete();
        }
    }

    static XmlNode read(XMLStreamReader reader) {
        try {
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                refuse(reader.getEventType());
            }
            XmlNode root = element(reader, 0);
            while (reader.hasNext()) {
                refuse(reader.next());
            }
            return root;
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (MissingResourceException e) {
            throw incomplete();
        }
    }

    /** The native executable is without the parser's messages. */
    private static MalformedException incomplete() {
        return new MalformedException("it is not complete XML");
    }

    private static MalformedException malformed(XMLStreamException e) {
        return new MalformedException("it is not complete XML (" + Excerpt.line(String.valueOf(e.getMessage())) + ")");
    }

    private static XmlNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new MalformedException("its elements are too deeply nested");
        }
        XmlNode node = new XmlNode(reader.getLocalName());
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            refuse(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                node.children.add(element(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        node.text = text.toString().strip();
        return node;
    }

    private static void refuse(int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new MalformedException("it has a document type or entities, which are not read");
        }
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** Returns the first element of that name. */
    public XmlNode child(String wanted) {
        for (XmlNode child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return NONE;
    }

    /** Returns the element at a path of names, such as {@code Errors/Error/Code}. */
    public XmlNode at(String path) {
        XmlNode node = this;
        for (String step : path.split("/", -1)) {
            node = node.child(step);
        }
        return node;
    }

    /** Returns the text at a path of names. */
    public String text(String path) {
        return at(path).text;
    }

    /** Returns the items of the list at a path of names. */
    public List<XmlNode> items(String path) {
        return at(path).children.stream()
                .filter(child -> child.name.equals("item"))
                .toList();
    }

    /** Whether the element is there. */
    public boolean exists() {
        return this != NONE;
    }

    /** An answer that is not XML, or XML that is not read. */
    public static final class MalformedException extends JmException {
        private static final long serialVersionUID = 1;

        MalformedException(@Nullable String message) {
            super(String.valueOf(message));
        }
    }
}
