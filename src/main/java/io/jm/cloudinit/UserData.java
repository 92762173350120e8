package io.jm.cloudinit;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The user's own user data and its type, which cloud-init takes from the first characters. */
final class UserData {
    /** In the order in which they are tried: no prefix hides a longer one. */
    private static final List<Map.Entry<String, String>> TYPES = List.of(
            Map.entry("#cloud-config-archive", "text/cloud-config-archive"),
            Map.entry("#cloud-config-jsonp", "text/cloud-config-jsonp"),
            Map.entry("#cloud-config", "text/cloud-config"),
            Map.entry("#cloud-boothook", "text/cloud-boothook"),
            Map.entry("#include-once", "text/x-include-once-url"),
            Map.entry("#include", "text/x-include-url"),
            Map.entry("#part-handler", "text/part-handler"),
            Map.entry("## template: jinja", "text/jinja2"),
            Map.entry("#!", "text/x-shellscript"));

    private static final String KNOWN = "#cloud-config, #!, #include, #cloud-boothook, #part-handler,"
            + " ## template: jinja or the header of a MIME message";

    /** A value of users that is not a list: a text, or an object in either style. The login could not be added to it. */
    private static final Pattern UNLISTED = Pattern.compile(
            "(?m)^(\"users\"|'users'|users)[ \\t]*:[ \\t]*([^\\s\\[#&!*-]|(#.*)?\\R(\\s*(#.*)?\\R)*[ \\t]+[^\\s#-])");

    /** cloud-init looks for this header in so many bytes. */
    private static final int HEADERS = 4096;

    private final byte[] content;
    private final String text;

    private UserData(byte[] content) {
        this.content = content;
        this.text = new String(content, StandardCharsets.UTF_8);
    }

    /** Returns the user data, decompressed if it is a gzip file: a part of a message is not examined as deeply. */
    static UserData of(byte[] bytes) {
        if (bytes.length > Limits.USER_DATA) {
            throw tooLarge();
        }
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return new UserData(bytes);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new UserData(BoundedReader.stream(in, Limits.USER_DATA));
        } catch (TooLargeException e) {
            throw tooLarge();
        } catch (IOException e) {
            throw new JmException("the compressed user data is damaged: " + e.getMessage(), e);
        }
    }

    private static JmException tooLarge() {
        return new JmException("the user data is larger than " + Limits.USER_DATA
                + " bytes: let it fetch the rest, with #include and a URL");
    }

    /** Adds it to the message, unchanged. */
    void addTo(Multipart message) {
        String start = text.substring(0, Math.min(text.length(), HEADERS)).toLowerCase(Locale.ROOT);
        String type = type(start.stripLeading());
        if (!type.isEmpty()) {
            if (type.equals("text/cloud-config") && UNLISTED.matcher(text).find()) {
                throw new JmException("the user data has \"users\" that is not a list, so the login cannot be added:"
                        + " write each user in a line of its own that starts with a dash");
            }
            message.add(type, "user-data", content);
        } else if (start.startsWith("content-type:") || start.contains("mime-version:")) {
            checkMessage();
            message.addMessage(content);
        } else if (start.startsWith("\ufeff")) {
            throw new JmException("the user data starts with a byte order mark, which cloud-init does not accept:"
                    + " save it as UTF-8 without one");
        } else {
            throw new JmException("the user data has no form that cloud-init knows: it starts with " + KNOWN);
        }
    }

    private void checkMessage() {
        if (Multipart.isBoundaryIn(content)) {
            throw new JmException("the user data has a boundary that the seed uses: choose another one");
        }
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            throw new JmException(
                    "the user data is a MIME message that is not in UTF-8, which cloud-init does not read");
        }
    }

    private static String type(String start) {
        for (Map.Entry<String, String> known : TYPES) {
            if (start.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        return "";
    }
}
