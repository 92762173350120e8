package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.text.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The list of a cloud's services that comes with a token; untrusted. */
final class Catalog {
    private final JsonNode services;
    private final String kind;
    private final String region;

    /**
     * Takes the catalogue of a token.
     *
     * @param endpointType as the user gave it: {@code public} or {@code publicURL}; empty for public
     * @param region empty for any
     */
    Catalog(JsonNode services, String endpointType, String region) {
        this.services = services;
        this.kind = endpointType.isEmpty() ? "public" : withoutSuffix(endpointType);
        this.region = region;
    }

    private static String withoutSuffix(String endpointType) {
        return endpointType.endsWith("URL") ? endpointType.substring(0, endpointType.length() - 3) : endpointType;
    }

    /**
     * Returns the address of a service, without a slash at its end.
     *
     * @throws JmException if there is none, or it depends on the region, which is not given
     */
    String endpoint(Service service) {
        for (String type : service.types()) {
            List<JsonNode> found = endpoints(type);
            if (!found.isEmpty()) {
                return address(service, one(found));
            }
        }
        throw new JmException("No suitable endpoint could be found in the service catalog. (service "
                + service.types().get(0) + ", endpoint type " + kind + (region.isEmpty() ? "" : ", region " + region)
                + ")");
    }

    private List<JsonNode> endpoints(String type) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode service : services) {
            if (service.path("type").asText().equals(type)) {
                service.path("endpoints").forEach(endpoint -> {
                    boolean here = region.isEmpty() || regions(endpoint).contains(region);
                    if (here
                            && withoutSuffix(endpoint.path("interface").asText())
                                    .equals(kind)) {
                        found.add(endpoint);
                    }
                });
            }
        }
        return found;
    }

    private static Set<String> regions(JsonNode endpoint) {
        return Set.copyOf(List.of(
                endpoint.path("region").asText(), endpoint.path("region_id").asText()));
    }

    private JsonNode one(List<JsonNode> found) {
        Set<String> all = found.stream()
                .map(endpoint -> Excerpt.line(endpoint.path("region").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (region.isEmpty() && all.size() > 1) {
            throw new JmException("The cloud has several regions: " + String.join(", ", all) + "; choose one with --"
                    + OpenStackFlags.PREFIX + "region");
        }
        return found.get(0);
    }

    private static String address(Service service, JsonNode endpoint) {
        String url = endpoint.path("url").asText();
        String address = url.replaceAll("/+$", "");
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null || !Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                throw new JmException("The cloud's catalogue has an address that is none: " + Excerpt.line(url));
            }
        } catch (URISyntaxException e) {
            throw new JmException("The cloud's catalogue has an address that is none: " + Excerpt.line(url), e);
        }
        return address.endsWith(service.version()) ? address : address + service.version();
    }
}
