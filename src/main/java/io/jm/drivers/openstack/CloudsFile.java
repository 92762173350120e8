package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.Excerpt;
import io.jm.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of {@code clouds.yaml}, which openstacksdk and the openstack command use too: the first file that exists
 * counts; {@code secure.yaml} is merged over it; {@code clouds-public.yaml} has the vendors that entries name.
 */
final class CloudsFile {
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "0");
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    private final Environment environment;

    CloudsFile(Environment environment) {
        this.environment = environment;
    }

    /**
     * Returns the values of an entry.
     *
     * @throws JmException if there is none, or a file cannot be read
     */
    LoginValues entry(String cloud) {
        ObjectNode all = read("clouds", "OS_CLIENT_CONFIG_FILE");
        merge(all, read("secure", "OS_CLIENT_SECURE_FILE"));
        if (!(all.path("clouds").get(cloud) instanceof ObjectNode entry)) {
            throw new JmException("clouds.yaml has no cloud named " + Excerpt.line(cloud) + known(all.path("clouds")));
        }
        return values(withProfile(entry));
    }

    private static String known(JsonNode clouds) {
        List<String> names = new ArrayList<>();
        clouds.fieldNames().forEachRemaining(name -> names.add(Excerpt.line(name)));
        return names.isEmpty() ? "" : "; it has " + String.join(", ", names);
    }

    private ObjectNode withProfile(ObjectNode entry) {
        String profile = entry.path("profile").asText();
        if (profile.isEmpty()) {
            return entry;
        }
        JsonNode vendors = read("clouds-public", "").path("public-clouds");
        if (!(vendors.get(profile) instanceof ObjectNode vendor)) {
            throw new JmException("clouds-public.yaml has no profile named " + Excerpt.line(profile));
        }
        ObjectNode merged = vendor.deepCopy();
        merge(merged, entry);
        return merged;
    }

    private ObjectNode read(String name, String variable) {
        Path file = find(name, variable);
        if (file == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            String text = new String(BoundedReader.fileNamedByUser(file, Limits.SMALL_FILE), StandardCharsets.UTF_8);
            if (YamlReader.read(text, file.toString()) instanceof ObjectNode root) {
                return root;
            }
            throw new JmException(file + ": it must be a map");
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private @Nullable Path find(String name, String variable) {
        String named = variable.isEmpty() ? "" : environment.variable(variable, "");
        if (!named.isEmpty()) {
            return environment.workingDirectory().resolve(named);
        }
        for (Path directory : directories()) {
            for (String suffix : List.of(".yaml", ".yml", ".json")) {
                Path file = directory.resolve(name + suffix);
                if (Files.exists(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    private List<Path> directories() {
        List<Path> all = new ArrayList<>(List.of(environment.workingDirectory()));
        String home = environment.home();
        if (home != null && !home.isEmpty()) {
            all.add(environment
                    .workingDirectory()
                    .resolve(home)
                    .resolve(".config")
                    .resolve("openstack"));
        }
        all.add(Path.of("/etc/xdg/openstack"));
        all.add(Path.of("/etc/openstack"));
        return all;
    }

    private static void merge(ObjectNode target, JsonNode over) {
        over.properties().forEach(field -> {
            if (target.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode more) {
                merge(inner, more);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    private static LoginValues values(ObjectNode entry) {
        Map<LoginKey, String> found = new EnumMap<>(LoginKey.class);
        for (LoginKey key : LoginKey.values()) {
            for (String name : key.names()) {
                String value = text(entry.path("auth").path(name), text(entry.path(name), ""));
                found.merge(key, value, (first, second) -> first.isEmpty() ? second : first);
            }
        }
        JsonNode region = entry.path("regions").path(0);
        found.merge(
                LoginKey.REGION,
                text(region, text(region.path("name"), "")),
                (first, second) -> first.isEmpty() ? second : first);
        String verify = entry.path("verify").asText().toLowerCase(Locale.ROOT);
        found.put(LoginKey.INSECURE, FALSE.contains(verify) ? "true" : "");
        return LoginValues.of(found);
    }

    private static String text(JsonNode value, String other) {
        return !value.isTextual() || NOTHING.contains(value.asText()) ? other : value.asText();
    }
}
