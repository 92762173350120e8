package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.ApiException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.NextPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sends requests to the services of a cloud with the token of a log-in, which is renewed once if it is refused. */
final class OpenStackClient {
    private static final int MAX_PAGES = 1000;

    private final ApiClient client;
    private final Login login;

    OpenStackClient(ApiClient client, Login login) {
        this.client = client;
        this.login = login;
    }

    Session session() {
        return login.session();
    }

    JsonNode get(Service service, String path) {
        return call(CloudRequest.get(uri(service, path))).json();
    }

    /**
     * Returns the elements of a list, of all its pages.
     *
     * @param key of the list in the answer
     */
    List<JsonNode> list(Service service, String path, String key) {
        List<JsonNode> all = new ArrayList<>();
        URI page = uri(service, path);
        for (int count = 0; count < MAX_PAGES; count++) {
            JsonNode answer = document(page);
            answer.path(key).forEach(all::add);
            String next = next(answer, key);
            if (next.isEmpty()) {
                return all;
            }
            page = following(page, next);
        }
        throw endless(page);
    }

    /** Returns the answer, which is a document even if the list is empty; a proxy's page does not mean that nothing is there. */
    private JsonNode document(URI page) {
        CloudRequest request = CloudRequest.get(page);
        CloudReply reply = call(request);
        JsonNode document = reply.json();
        if (document.isMissingNode()) {
            throw notTheClouds(request, reply, "no JSON");
        }
        return document;
    }

    private static JmException notTheClouds(CloudRequest request, CloudReply reply, String what) {
        return new JmException(request + ": the answer is not the cloud's (" + reply.status() + ", " + what + ")");
    }

    private static JmException endless(URI list) {
        return new JmException("The list at " + list.getHost() + list.getPath() + " does not end");
    }

    /**
     * Returns the elements of a list whose pages have no links: the rest is asked for until nothing new comes.
     *
     * @param path without a query
     * @param key of the list in the answer, whose elements have ids
     */
    List<JsonNode> listByOffset(Service service, String path, String key) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        URI first = uri(service, path);
        for (int count = 0; count < MAX_PAGES; count++) {
            int known = all.size();
            URI page = known == 0 ? first : URI.create(first + "?offset=" + known);
            for (JsonNode element : document(page).path(key)) {
                all.putIfAbsent(element.path("id").asText(), element);
            }
            if (all.size() == known) {
                return List.copyOf(all.values());
            }
        }
        throw endless(first);
    }

    /** Glance has the link itself, the others have links with relations. */
    private static String next(JsonNode answer, String key) {
        for (JsonNode link : answer.path(key + "_links")) {
            if (link.path("rel").asText().equals("next")) {
                return link.path("href").asText();
            }
        }
        return answer.path("next").asText("");
    }

    /** Behind a proxy that adds TLS, links name the address of the service itself, with http. */
    private static URI following(URI page, String link) {
        boolean secured = page.getScheme().equals("https") && link.startsWith("http://" + page.getRawAuthority() + "/");
        return NextPage.of(page, secured ? "https" + link.substring("http".length()) : link);
    }

    /** Sends a document that may arrive twice without harm. */
    JsonNode send(String method, Service service, String path, JsonNode document) {
        return call(CloudRequest.json(method, uri(service, path), document)).json();
    }

    /**
     * Sends a document that must not arrive twice.
     *
     * @param microversion of the compute API; empty for the first one
     * @throws io.jm.cloud.AnswerLostException if it may have arrived
     */
    JsonNode sendOnce(Service service, String path, JsonNode document, String microversion) {
        CloudRequest request = CloudRequest.json("POST", uri(service, path), document);
        CloudRequest versioned = microversion.isEmpty()
                ? request
                : request.with("OpenStack-API-Version", "compute " + microversion)
                        .with("X-OpenStack-Nova-API-Version", microversion);
        return authorized(versioned, client::callOnce).json();
    }

    /**
     * Deletes a thing.
     *
     * @throws JmException also if the answer is a page, of a proxy for example
     */
    void delete(Service service, String path) {
        CloudRequest request = CloudRequest.delete(uri(service, path));
        CloudReply reply = call(request);
        if (reply.text().stripLeading().startsWith("<")) {
            throw notTheClouds(request, reply, "a page");
        }
    }

    private URI uri(Service service, String path) {
        return URI.create(login.session().endpoint(service) + path);
    }

    private CloudReply call(CloudRequest request) {
        return authorized(request, client::call);
    }

    private CloudReply authorized(CloudRequest request, Function<CloudRequest, CloudReply> send) {
        try {
            CloudReply reply = send.apply(withToken(request));
            login.accepted();
            return reply;
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.CREDENTIALS) || !login.renew()) {
                throw e;
            }
        }
        try {
            CloudReply reply = send.apply(withToken(request));
            login.accepted();
            return reply;
        } catch (ApiException e) {
            if (!e.is(ApiException.Kind.CREDENTIALS)) {
                throw e;
            }
            throw new JmException(
                    "Successfully re-authenticated, but got error executing request: " + e.getMessage(), e);
        }
    }

    private CloudRequest withToken(CloudRequest request) {
        return request.with("X-Auth-Token", login.session().token());
    }
}
