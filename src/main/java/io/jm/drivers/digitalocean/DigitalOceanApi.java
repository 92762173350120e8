package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.NextPage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The requests of version 2 of DigitalOcean's API, one method each. What is null in an answer is not there. */
final class DigitalOceanApi {
    private static final String BASE = "https://api.digitalocean.com/v2/";
    private static final String LARGEST_PAGE = "per_page=200";
    private static final int MAX_PAGES = 100;
    /** Longer than the provider takes for a request, and until it lists what was made. */
    static final Duration LATE = Duration.ofSeconds(90);

    private final ApiClient client;
    private final Token token;
    private final ProviderClock clock;

    DigitalOceanApi(ApiClient client, Token token, ProviderClock clock) {
        this.client = client;
        this.token = token;
        this.clock = clock;
    }

    /**
     * Requires that what this account does not know is gone.
     *
     * @throws JmException if the token is not the recorded one, so that the account may be another
     */
    void requireOwnAccount(String what) {
        if (token.isReplaced()) {
            throw new JmException(
                    "Digital Ocean does not know this " + what + " with the token of the environment, which"
                            + " may be of another account: use a token of its account, or forget the machine with rm -f");
        }
    }

    /** Returns the provider's time. */
    Instant time() {
        return clock.now();
    }

    /** Whether what a request of that time makes cannot appear any more, of which no answer came. */
    boolean isTooLateFor(Instant request) {
        return time().isAfter(request.plus(LATE));
    }

    /** Returns the regions up to the one that is looked for, or all. */
    List<JsonNode> regions(Predicate<JsonNode> wanted) {
        return list("regions?" + LARGEST_PAGE, "regions", wanted);
    }

    List<Size> sizes(String region) {
        return all("sizes?" + LARGEST_PAGE, "sizes", size -> Size.of(size, region));
    }

    /** Returns the images of systems, without applications and those of the account. */
    List<Image> distributions(String region) {
        return all("images?type=distribution&" + LARGEST_PAGE, "images", image -> Image.of(image, region));
    }

    /** Returns the image of a slug or a number. */
    @Nullable
    Image image(String name, String region) {
        JsonNode image = getIfThere("images/" + encoded(name), "image");
        return image == null ? null : Image.of(image, region);
    }

    /** Returns the number of the SSH key with a number or a fingerprint. */
    @Nullable
    Long key(String idOrFingerprint) {
        JsonNode key = getIfThere("account/keys/" + encoded(idOrFingerprint), "ssh_key");
        return key == null ? null : key.path("id").asLong();
    }

    /** Registers an SSH key and returns its number. */
    long createKey(String name, String publicLine) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name);
        body.put("public_key", publicLine + "\n");
        CloudRequest request = CloudRequest.json("POST", uri("account/keys"), body);
        return number(request, member(request, send(request, false).json(), "ssh_key"));
    }

    void deleteKey(String idOrFingerprint) {
        delete("account/keys/" + encoded(idOrFingerprint));
    }

    /** Makes a droplet. */
    NewDroplet createDroplet(ObjectNode body) {
        CloudRequest request = CloudRequest.json("POST", uri("droplets"), body);
        JsonNode document = send(request, false).json();
        return NewDroplet.of(number(request, member(request, document, "droplet")), document);
    }

    @Nullable
    Droplet dropletIfThere(long id) {
        JsonNode droplet = getIfThere("droplets/" + id, "droplet");
        return droplet == null ? null : Droplet.of(droplet);
    }

    /** Returns a droplet; that there is none is an error. */
    Droplet droplet(long id) {
        return Droplet.of(get("droplets/" + id, "droplet"));
    }

    List<Droplet> droplets() {
        return all("droplets?" + LARGEST_PAGE, "droplets", Droplet::of);
    }

    List<Droplet> dropletsNamed(String name) {
        List<Droplet> found = all("droplets?name=" + encoded(name) + "&" + LARGEST_PAGE, "droplets", Droplet::of);
        return found.stream().filter(droplet -> droplet.name().equals(name)).toList();
    }

    List<Droplet> dropletsTagged(String tag) {
        return list("droplets?tag_name=" + encoded(tag) + "&" + LARGEST_PAGE, "droplets", any -> false).stream()
                .filter(droplet -> Texts.contains(droplet.path("tags"), tag))
                .map(Droplet::of)
                .toList();
    }

    /** Deletes a tag; what has it stays, without it. */
    void deleteTag(String tag) {
        delete("tags/" + encoded(tag));
    }

    void deleteDroplet(long id) {
        delete("droplets/" + id);
    }

    /** Begins an action on a droplet. */
    Action act(long droplet, String type) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", type);
        return Action.of(post("droplets/" + droplet + "/actions", body, "action"));
    }

    /** Returns the newest actions on a droplet. */
    List<Action> actions(long droplet) {
        List<Action> actions = new ArrayList<>();
        get("droplets/" + droplet + "/actions?" + LARGEST_PAGE, "actions").forEach(one -> actions.add(Action.of(one)));
        return actions;
    }

    Action action(long droplet, long action) {
        return Action.of(get("droplets/" + droplet + "/actions/" + action, "action"));
    }

    /** Returns an action on a droplet that may not be there yet. */
    Action action(long action) {
        return Action.of(get("actions/" + action, "action"));
    }

    private <T> List<T> all(String path, String member, Function<JsonNode, T> element) {
        return list(path, member, any -> false).stream().map(element).toList();
    }

    private List<JsonNode> list(String path, String member, Predicate<JsonNode> last) {
        List<JsonNode> found = new ArrayList<>();
        URI page = uri(path);
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            CloudRequest request = CloudRequest.get(page);
            JsonNode document = send(request, true).json();
            for (JsonNode element : member(request, document, member)) {
                found.add(element);
                if (last.test(element)) {
                    return found;
                }
            }
            String next = document.path("links").path("pages").path("next").asText("");
            if (next.isEmpty()) {
                return found;
            }
            page = NextPage.of(page, next);
        }
        throw new JmException(CloudRequest.get(page) + ": the list has more than " + MAX_PAGES + " pages");
    }

    private @Nullable JsonNode getIfThere(String path, String member) {
        return ApiException.ifFound(() -> get(path, member));
    }

    private JsonNode get(String path, String member) {
        CloudRequest request = CloudRequest.get(uri(path));
        return member(request, send(request, true).json(), member);
    }

    private JsonNode post(String path, JsonNode body, String member) {
        CloudRequest request = CloudRequest.json("POST", uri(path), body);
        return member(request, send(request, false).json(), member);
    }

    private void delete(String path) {
        CloudRequest request = CloudRequest.delete(uri(path));
        CloudReply reply = send(request, true);
        if (reply.body().length > 0) {
            throw new JmException(request + ": the answer is not DigitalOcean's (" + reply.status() + ", with a body)");
        }
    }

    private CloudReply send(CloudRequest request, boolean repeatable) {
        while (true) {
            try {
                CloudReply reply = repeatable ? client.call(request) : client.callOnce(request);
                Instant date = reply.date();
                if (date != null) {
                    clock.set(date);
                }
                return reply;
            } catch (ApiException e) {
                if (!e.is(Kind.CREDENTIALS) || !token.replace()) {
                    throw e;
                }
            }
        }
    }

    private static JsonNode member(CloudRequest request, JsonNode document, String name) {
        JsonNode member = document.path(name);
        if (!member.isContainerNode()) {
            throw new JmException(request + ": the answer has no \"" + name + "\"");
        }
        return member;
    }

    /** Returns the number of a thing that is made; without it, the request does not count as answered. */
    private static long number(CloudRequest request, JsonNode made) {
        long id = made.path("id").asLong();
        if (id < 1) {
            throw new JmException(request + ": the answer has no id");
        }
        return id;
    }

    private static URI uri(String path) {
        return URI.create(BASE + path);
    }

    /** A fingerprint's colons need no encoding. */
    private static String encoded(String text) {
        return CloudRequest.encoded(text).replace("%3A", ":");
    }
}
