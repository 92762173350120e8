package io.jm.drivers.amazonec2;

import io.jm.base.JmException;
import io.jm.drivers.amazonec2.SecurityGroup.Opening;
import io.jm.go.text.GoQuote;
import io.jm.text.PortNumber;
import java.util.ArrayList;
import java.util.List;

/** The ports that the user wants open. */
final class OpenPorts {
    private OpenPorts() {}

    /**
     * Parses {@code PORT} or {@code PORT/PROTOCOL}.
     *
     * @throws JmException with docker-machine's message if one is none
     */
    static List<Opening> parse(List<String> texts) {
        List<Opening> openings = new ArrayList<>();
        for (String text : texts) {
            int slash = text.indexOf('/');
            String port = slash < 0 ? text : text.substring(0, slash);
            String protocol = slash < 0 ? "tcp" : text.substring(slash + 1);
            if (!protocol.equals("tcp") && !protocol.equals("udp")) {
                throw new JmException(
                        "--amazonec2-open-port: the protocol must be tcp or udp, not " + GoQuote.quote(protocol));
            }
            int number = number(port);
            openings.add(new Opening(protocol, number, number));
        }
        return openings;
    }

    /** Returns a port; the messages are those of Go's {@code strconv.ParseInt}. */
    private static int number(String port) {
        if (!port.matches("[+-]?\\d+")) {
            throw invalid(port, "strconv.ParseInt: parsing " + GoQuote.quote(port) + ": invalid syntax");
        }
        if (!port.matches("[+-]?\\d{1,18}")) {
            throw invalid(port, "strconv.ParseInt: parsing " + GoQuote.quote(port) + ": value out of range");
        }
        long number = Long.parseLong(port);
        if (!PortNumber.isPort(number)) {
            throw invalid(port, "it must be between 1 and " + PortNumber.LAST);
        }
        return (int) number;
    }

    private static JmException invalid(String port, String why) {
        return new JmException("invalid port number " + port + ": " + why);
    }
}
