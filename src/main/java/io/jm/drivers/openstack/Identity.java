package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.ApiException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.text.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identity service, version 3: finds its address, and logs in. */
final class Identity {
    private static final String V3 = "/v3";
    private static final String V2 = "/v2.0";
    private static final Set<String> USABLE = Set.of("stable", "current");

    private final ApiClient client;
    private final LoginValues values;

    Identity(ApiClient client, LoginValues values) {
        this.client = client;
        this.values = values;
    }

    /**
     * Logs in.
     *
     * @throws ApiException if the cloud refuses it
     * @throws JmException if there is no answer, or the token is for no project
     */
    Session login() {
        URI base = base();
        CloudReply reply =
                client.call(CloudRequest.json("POST", below(base, "/auth/tokens"), new AuthBody(values).json()));
        String token = reply.header("X-Subject-Token");
        JsonNode body = reply.json().path("token");
        if (token.isEmpty() || !body.isObject()) {
            throw new JmException(base + " is not the address of an identity service: its answer has no token");
        }
        String project = body.path("project").path("id").asText();
        if (project.isEmpty()) {
            throw new JmException("The log-in is not for a project; choose one with --" + OpenStackFlags.PROJECT_ID
                    + projects(base, token));
        }
        return new Session(
                token,
                project,
                new Catalog(body.path("catalog"), values.get(LoginKey.INTERFACE), values.get(LoginKey.REGION)));
    }

    /** Names the projects that the user may use, which needs no role of an administrator. */
    private String projects(URI base, String token) {
        try {
            CloudRequest request =
                    CloudRequest.get(below(base, "/auth/projects")).with("X-Auth-Token", token);
            List<String> names = new ArrayList<>();
            for (JsonNode project : client.call(request).json().path("projects")) {
                names.add(Excerpt.line(project.path("id").asText() + " ("
                        + project.path("name").asText() + ")"));
            }
            return names.isEmpty() ? "" : ": " + String.join(", ", names);
        } catch (ApiException e) {
            return "";
        }
    }

    /** Whether the address names the version 2 of the API, which no cloud has any more. */
    static boolean isVersion2(String authUrl) {
        return stripped(authUrl).endsWith(V2);
    }

    private static String stripped(String url) {
        return url.strip().replaceAll("/+$", "");
    }

    /** Returns the address of version 3, without a slash at its end. */
    private URI base() {
        String url = stripped(values.get(LoginKey.AUTH_URL));
        if (url.endsWith(V2)) {
            return uri(url.substring(0, url.length() - V2.length()) + V3);
        }
        return url.endsWith(V3) ? uri(url) : discovered(uri(url));
    }

    private URI discovered(URI root) {
        JsonNode answer;
        try {
            answer = client.call(CloudRequest.get(below(root, "/"))).json();
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            return below(root, V3);
        }
        JsonNode versions = answer.path("versions").path("values");
        for (JsonNode version : versions) {
            boolean usable = USABLE.contains(version.path("status").asText());
            if (usable && version.path("id").asText().startsWith("v3")) {
                URI self = self(root, version);
                return self == null ? below(root, V3) : self;
            }
        }
        if (versions.isEmpty()) {
            return below(root, V3);
        }
        throw new JmException("No supported version available from endpoint " + root + "/");
    }

    /** Behind a proxy the links have the address of the service itself, of which only the path is right. */
    private static @Nullable URI self(URI root, JsonNode version) {
        for (JsonNode link : version.path("links")) {
            if (link.path("rel").asText().equals("self")) {
                try {
                    String path = new URI(link.path("href").asText()).getRawPath();
                    return path == null || path.isEmpty() ? null : root.resolve(stripped(path));
                } catch (URISyntaxException | IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private static URI below(URI base, String path) {
        return URI.create(stripped(base.toString()) + path);
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
            throw new JmException("The authentication URL is not the address of a cloud: " + Excerpt.line(url));
        } catch (URISyntaxException e) {
            throw new JmException("The authentication URL is not the address of a cloud: " + Excerpt.line(url), e);
        }
    }
}
