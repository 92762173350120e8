package io.jm.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The fields that docker-machine's base driver has, and its defaults. */
public abstract class DriverBase implements Driver {
    protected final DriverContext context;
    /** Every key of the driver's JSON, known or not, in order. */
    protected final ObjectNode fields;

    private Consumer<ObjectNode> save = config -> {};

    /** Puts the base fields in docker-machine's order; subclasses add theirs to {@link #fields}. */
    protected DriverBase(DriverContext context) {
        this.context = context;
        this.fields = JsonNodeFactory.instance.objectNode();
        fields.put("IPAddress", "");
        fields.put("MachineName", context.machineName());
        fields.put("SSHUser", "");
        fields.put("SSHPort", 0);
        fields.put("SSHKeyPath", "");
        fields.put("StorePath", context.storePath().toString());
        fields.put("SwarmMaster", false);
        fields.put("SwarmHost", "");
        fields.put("SwarmDiscovery", "");
    }

    /** Records the options of classic Swarm, as docker-machine's drivers of providers do. */
    protected final void recordSwarm(DriverOptions options) {
        fields.put("SwarmMaster", options.isSet("swarm-master"));
        fields.put("SwarmHost", options.text("swarm-host"));
        fields.put("SwarmDiscovery", options.text("swarm-discovery"));
    }

    @Override
    public String machineName() {
        return text("MachineName");
    }

    @Override
    public ObjectNode config() {
        return fields.deepCopy();
    }

    @Override
    public final void saveTo(Consumer<ObjectNode> to) {
        this.save = to;
    }

    /** Saves {@link #config} now. */
    protected final void save() {
        save.accept(config());
    }

    /**
     * Takes over what was stored. What the stored data lack, or have as null, stays as the driver starts with it, and
     * keys match in any case; both as in docker-machine.
     */
    @Override
    public void load(ObjectNode config) {
        // docker-machine's driver processes get the machine's name and the store only through these fields
        fields.put("MachineName", "");
        fields.put("StorePath", "");
        List<String> names = names();
        for (Iterator<Map.Entry<String, JsonNode>> stored = config.fields(); stored.hasNext(); ) {
            Map.Entry<String, JsonNode> field = stored.next();
            String name = known(names, field.getKey());
            if (!field.getValue().isNull() || !names.contains(name)) {
                fields.set(name, field.getValue());
            }
        }
    }

    /** Go's decoder, which wrote and read these data before, matches keys in any case. */
    private static String known(List<String> names, String key) {
        for (String name : names) {
            if (name.equalsIgnoreCase(key)) {
                return name;
            }
        }
        return key;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (Iterator<String> all = fields.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        return names;
    }

    /**
     * Returns the recorded address.
     *
     * @throws JmException with docker-machine's message if there is none
     */
    @Override
    public String ip() {
        String address = text("IPAddress");
        if (address.isEmpty()) {
            throw new JmException("IP address is not set");
        }
        return address;
    }

    @Override
    public String sshHostname() {
        return ip();
    }

    /** The recorded port; 0 there means that none was given. */
    @Override
    public int sshPort() {
        int port = number("SSHPort");
        return port == 0 ? DEFAULT_SSH_PORT : port;
    }

    @Override
    public String sshUsername() {
        return text("SSHUser");
    }

    @Override
    public String sshKeyPath() {
        return text("SSHKeyPath");
    }

    @Override
    public void close() {
        // built-in drivers hold nothing open
    }

    protected final String text(String field) {
        JsonNode value = fields.get(field);
        return value == null || value.isNull() ? "" : value.asText();
    }

    protected final int number(String field) {
        JsonNode value = fields.get(field);
        // a number beyond all bounds stays one, instead of becoming any other
        return value == null ? 0 : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value.asLong()));
    }
}
