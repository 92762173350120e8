package io.jm.drivers.amazonec2.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.MissingResourceException;
import java.util.Random;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlNodeTest {
    private static final String GOOD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"u\" b='1'><c>x&amp;y &#233;</c><!-- z -->"
                    + "<list><item><![CDATA[<1>]]></item><item/></list></a>";

    private static XmlNode read(String document) {
        return XmlNode.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void elementsAndTextAreRead() {
        XmlNode root = read(GOOD);
        assertEquals("x&y é", root.text("c"));
        assertEquals("<1>", root.items("list").get(0).text());
        assertEquals(2, root.items("list").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "<a",
                "<a><b></a>",
                "<a/><b/>",
                "<a b=c/>",
                "<a b='1' b='2'/>",
                "<a><x:b/></a>",
                "<a>]]></a>",
                "<a><![CDATA[x</a>",
                "<a>&#0;</a>",
                "<a>\u0001</a>",
                "<a><!-- -- --></a>",
                "<?xml?><a/>",
                "<?xml version='9.9'?><a/>"
            })
    void whatIsNotWellFormedIsRefused(String document) {
        String message = assertThrows(XmlNode.MalformedException.class, () -> read(document))
                .getMessage();
        assertTrue(message.startsWith("it is not complete XML ("), message);
    }

    @Test
    void nothingIsPrintedAboutBytesThatAreNoText() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            byte[] document = {'<', 'a', '>', (byte) 0xff, (byte) 0xfe, '<', '/', 'a', '>'};
            assertEquals("\ufffd\ufffd", XmlNode.read(document).text());
            byte[] utf16 = {(byte) 0xfe, (byte) 0xff, 0, '<', 0};
            assertThrows(XmlNode.MalformedException.class, () -> XmlNode.read(utf16));
        } finally {
            System.setErr(before);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    /** The native executable has no messages of the parser. */
    @Test
    void aParserWithoutMessagesRefusesToo() {
        XMLStreamReader reader = (XMLStreamReader) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {XMLStreamReader.class}, (proxy, method, arguments) -> {
                    throw new MissingResourceException("Could not load any resource bundle", "XMLMessages", "");
                });
        String message = assertThrows(XmlNode.MalformedException.class, () -> XmlNode.read(reader))
                .getMessage();
        assertEquals("it is not complete XML", message);
    }

    @Test
    void damagedDocumentsAreReadOrRefused() {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] document = GOOD.getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                document[random.nextInt(document.length)] = (byte) random.nextInt(256);
            }
            try {
                XmlNode.read(document);
            } catch (XmlNode.MalformedException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " refused");
    }
}
