package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.driver.MachineState;
import io.jm.text.Excerpt;
import io.jm.text.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A server as Nova describes it; untrusted.
 *
 * @param json the object below {@code server}
 */
record Server(JsonNode json) {
    static final String ACTIVE = "ACTIVE";
    static final String SHUTOFF = "SHUTOFF";
    static final String ERROR = "ERROR";
    static final String SOFT_DELETED = "SOFT_DELETED";

    String id() {
        return json.path("id").asText();
    }

    String status() {
        return Excerpt.line(json.path("status").asText());
    }

    boolean is(String status) {
        return status().equals(status);
    }

    boolean isDeleted() {
        return is("DELETED");
    }

    /** Whether Nova is doing something with it. */
    boolean isBusy() {
        return !json.path("OS-EXT-STS:task_state").asText("").isEmpty();
    }

    /** Why it is in the state ERROR; may be empty. */
    String fault() {
        return Excerpt.line(json.path("fault").path("message").asText());
    }

    MachineState state() {
        return switch (status()) {
            case ACTIVE, "VERIFY_RESIZE", "RESIZE", "PASSWORD", "RESCUE" -> MachineState.RUNNING;
            case "PAUSED" -> MachineState.PAUSED;
            case "SUSPENDED" -> MachineState.SAVED;
            case SHUTOFF, "SHELVED", "SHELVED_OFFLOADED", SOFT_DELETED -> MachineState.STOPPED;
            case "BUILD", "BUILDING", "REBOOT", "HARD_REBOOT" -> MachineState.STARTING;
            case ERROR -> MachineState.ERROR;
            default -> MachineState.NONE;
        };
    }

    /**
     * Returns the first address of a kind, of the preferred network if it has one; empty if there is none yet.
     *
     * @param floating whether to look for floating addresses, else for fixed ones
     * @param version of IP: 4 or 6
     * @param network the name of the preferred network; may be empty
     */
    String address(boolean floating, int version, String network) {
        List<JsonNode> entries = new ArrayList<>();
        json.path("addresses").path(network).forEach(entries::add);
        json.path("addresses").forEach(list -> list.forEach(entries::add));
        String wanted = floating ? "floating" : "fixed";
        for (JsonNode entry : entries) {
            String address = entry.path("addr").asText();
            boolean fits = entry.path("OS-EXT-IPS:type").asText("fixed").equals(wanted)
                    && entry.path("version").asInt(4) == version;
            if (fits && isAddress(address)) {
                return address;
            }
        }
        return "";
    }

    /** Whether this is one of its addresses, of whatever kind. */
    boolean hasAddress(String address) {
        for (JsonNode network : json.path("addresses")) {
            for (JsonNode entry : network) {
                if (entry.path("addr").asText().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the text is an IP address, and nothing that could mean more in a URL or a command. */
    static boolean isAddress(String text) {
        return IpAddress.isV4(text) || text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]{2,45}");
    }
}
