package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.text.IpAddress;
import io.jm.web.AddressRange;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The address at which the other nodes reach a node: the engine reports it to them. */
final class AdvertiseAddress {
    static final String AUTO = "auto";

    private static final List<AddressRange> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
            .map(AddressRange::parse)
            .toList();
    private static final List<AddressRange> LOOPBACK =
            Stream.of("127.0.0.0/8", "::1/128").map(AddressRange::parse).toList();
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@:-]{0,14}");

    private AdvertiseAddress() {}

    /**
     * Checks a choice before anything is done.
     *
     * @param choice auto, private, public, the name of a network interface, or a network as CIDR
     */
    static void check(String choice) {
        if (AddressRange.parse(choice) == null && !INTERFACE.matcher(choice).matches()) {
            throw new SwarmException(
                    "--advertise is auto, private, public, the name of a network interface such as eth0, or"
                            + " a network such as 10.0.0.0/8, not \"" + choice + '"');
        }
    }

    /**
     * Chooses the address of a machine.
     *
     * @return an address or the name of an interface; empty lets the engine choose
     * @throws JmException if there is no such address
     */
    static String of(String choice, Answer answer) {
        AddressRange network = AddressRange.parse(choice);
        if (network != null) {
            return first(answer, List.of(network), "no address in " + choice + " is known");
        }
        return switch (choice) {
            case AUTO -> automatic(answer);
            case "private" -> first(answer, PRIVATE, "no private address is known");
            case "public" -> answer.address();
            default -> choice;
        };
    }

    private static String automatic(Answer answer) {
        String known = answer.address();
        if (isIn(PRIVATE, known) || answer.privateAddress().isEmpty()) {
            // the engine knows better than a name or the address of a forwarded port
            return isAddress(known) && !isIn(LOOPBACK, known) ? known : "";
        }
        return answer.privateAddress();
    }

    private static String first(Answer answer, List<AddressRange> networks, String problem) {
        for (String address : List.of(answer.address(), answer.privateAddress())) {
            if (isIn(networks, address)) {
                return address;
            }
        }
        throw new SwarmException(problem + ". Name the network interface: --advertise eth0");
    }

    /** Whether it is an address of the internet. */
    static boolean isPublic(String address) {
        return isAddress(address) && !isIn(PRIVATE, address) && !isIn(LOOPBACK, address);
    }

    private static boolean isAddress(String text) {
        return IpAddress.isV4(text) || text.indexOf(':') >= 0 && AddressRange.parse(text + "/128") != null;
    }

    private static boolean isIn(List<AddressRange> networks, String address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
