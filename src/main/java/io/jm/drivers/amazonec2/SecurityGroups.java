package io.jm.drivers.amazonec2;

import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.Poll;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.drivers.amazonec2.SecurityGroup.Opening;
import io.jm.drivers.amazonec2.aws.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The security groups of the machine. Rules are added to docker-machine's own group and to those made here; a group that
 * the user made stays as it is.
 */
final class SecurityGroups {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration DELAY = Duration.ofSeconds(3);

    private final DriverContext context;
    private final Ec2Api api;
    private final Ec2Config config;
    private final Runnable save;

    SecurityGroups(DriverContext context, Ec2Api api, Ec2Config config, Runnable save) {
        this.context = context;
        this.api = api;
        this.config = config;
        this.save = save;
    }

    /** Makes what is missing; each group is on record before the next step. */
    void make() {
        List<String> names = config.groupNames();
        List<SecurityGroup> existing = names.isEmpty() ? List.of() : described(names);
        config.set(Ec2Config.GROUP_IDS, List.of());
        List<SecurityGroup> changeable = new ArrayList<>();
        for (String name : names) {
            SecurityGroup found = named(existing, name);
            boolean own = found == null || name.equals(Ec2Flags.DEFAULT_GROUP);
            SecurityGroup group = found == null ? made(name) : found;
            record(group.id());
            if (own) {
                changeable.add(group);
            }
        }
        if (!config.flag(Ec2Config.GROUP_READONLY)) {
            open(changeable);
        }
    }

    private List<SecurityGroup> described(List<String> names) {
        return api.securityGroups(names, config.text(Ec2Config.VPC_ID));
    }

    private static @Nullable SecurityGroup named(List<SecurityGroup> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void record(String id) {
        List<String> ids = config.list(Ec2Config.GROUP_IDS);
        ids.add(id);
        config.set(Ec2Config.GROUP_IDS, ids);
        save.run();
    }

    private SecurityGroup made(String name) {
        Query query = Ec2Api.query("CreateSecurityGroup")
                .with("GroupDescription", "Docker Machine")
                .with("GroupName", name)
                .with("VpcId", config.text(Ec2Config.VPC_ID));
        Ec2Tags.add(query, List.of("security-group"), Map.of("Name", name, "jm", context.machineName()));
        String id;
        try {
            id = api.createSecurityGroup(query);
        } catch (ApiException e) {
            if (!e.is(Kind.EXISTS)) {
                throw e;
            }
            // another jm was faster, or the answer to the first attempt was lost
            SecurityGroup found = named(described(List.of(name)), name);
            if (found == null) {
                throw e;
            }
            return found;
        }
        return new Poll(context.ticker(), TIMEOUT, Duration.ZERO, DELAY)
                .until(() -> visible(id), "the new security group " + id + " did not appear");
    }

    private @Nullable SecurityGroup visible(String id) {
        List<SecurityGroup> found = ApiException.ifFound(() -> api.securityGroup(id));
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    private void open(List<SecurityGroup> changeable) {
        List<Opening> further = OpenPorts.parse(config.list(Ec2Config.OPEN_PORTS));
        if (changeable.isEmpty() && !further.isEmpty()) {
            context.say("The open ports " + String.join(", ", config.list(Ec2Config.OPEN_PORTS))
                    + " are not opened: the security groups "
                    + String.join(", ", config.groupNames()) + " are your own. Open the ports there");
        }
        List<Opening> wanted = new ArrayList<>(List.of(tcp(config.sshPort()), tcp(Driver.DEFAULT_ENGINE_PORT)));
        if (config.flag(Ec2Config.SWARM_MASTER)) {
            wanted.add(tcp(Ec2Settings.swarmPort(config)));
        }
        for (SecurityGroup group : changeable) {
            List<Opening> missing = new ArrayList<>();
            wanted.stream().filter(opening -> !group.lets(opening)).forEach(missing::add);
            if (group == changeable.get(0)) {
                further.stream().filter(opening -> !group.lets(opening)).forEach(missing::add);
            }
            if (!missing.isEmpty()) {
                authorize(group.id(), missing.stream().distinct().toList());
            }
        }
    }

    private static Opening tcp(int port) {
        return new Opening("tcp", port, port);
    }

    private void authorize(String id, List<Opening> openings) {
        try {
            api.authorizeIngress(query(id, openings));
        } catch (ApiException e) {
            if (!e.is(Kind.EXISTS)) {
                throw e;
            }
            // EC2 refuses all of them if one exists
            openings.forEach(opening -> authorizeOne(id, opening));
        }
    }

    private void authorizeOne(String id, Opening opening) {
        try {
            api.authorizeIngress(query(id, List.of(opening)));
        } catch (ApiException e) {
            if (!e.is(Kind.EXISTS)) {
                throw e;
            }
        }
    }

    private Query query(String id, List<Opening> openings) {
        Query query = Ec2Api.query("AuthorizeSecurityGroupIngress").with("GroupId", id);
        for (int i = 0; i < openings.size(); i++) {
            Opening opening = openings.get(i);
            String prefix = "IpPermissions." + (i + 1) + ".";
            query.with(prefix + "IpProtocol", opening.protocol())
                    .with(prefix + "FromPort", opening.from())
                    .with(prefix + "ToPort", opening.to());
            int v4 = 0;
            int v6 = 0;
            for (String range : ranges()) {
                if (range.contains(":")) {
                    query.with(prefix + "Ipv6Ranges." + ++v6 + ".CidrIpv6", range);
                } else {
                    query.with(prefix + "IpRanges." + ++v4 + ".CidrIp", range);
                }
            }
        }
        return query;
    }

    private List<String> ranges() {
        List<String> given = config.list(Ec2Config.INGRESS_CIDRS);
        if (!given.isEmpty()) {
            return given;
        }
        return config.usesIpv6() ? List.of("0.0.0.0/0", "::/0") : List.of("0.0.0.0/0");
    }
}
