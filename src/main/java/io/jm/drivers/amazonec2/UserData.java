package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.go.text.GoQuote;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/** The user's file for cloud-init. */
final class UserData {
    /** What EC2 accepts, before base64. */
    private static final int LIMIT = 16_384;

    private UserData() {}

    /**
     * Returns the file in base64; empty if the user gave none.
     *
     * @throws JmException if it cannot be read, or is too large for EC2
     */
    static String encoded(DriverContext context, String file) {
        if (file.isEmpty()) {
            return "";
        }
        Path path = context.environment().workingDirectory().resolve(file);
        byte[] content;
        try {
            content = BoundedReader.fileNamedByUser(path, Limits.USER_DATA);
        } catch (IOException e) {
            context.say(
                    "failed to read user data file " + GoQuote.quote(file) + ": open " + file + ": " + IoReason.of(e));
            throw new JmException("unable to read --amazonec2-userdata file", e);
        }
        if (content.length > LIMIT) {
            throw new JmException("the file of --amazonec2-userdata has " + content.length
                    + " bytes; EC2 accepts at most " + LIMIT + ". Compress it with gzip, which cloud-init reads");
        }
        return Base64.getEncoder().encodeToString(content);
    }
}
