package io.jm.drivers.amazonec2;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.drivers.amazonec2.aws.Partition;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the image from which the instance starts. */
final class ImageChoice {
    /** A parameter of SSM in place of an id; EC2 looks it up itself. */
    static final String RESOLVED_BY_EC2 = "resolve:ssm:";

    private static final String UBUNTU = "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-%s-server-*";
    private static final String UBUNTU_PARAMETER =
            "/aws/service/canonical/ubuntu/server/24.04/stable/current/%s/hvm/ebs-gp3/ami-id";

    private final Ec2Api api;
    private final Ec2Config config;

    ImageChoice(Ec2Api api, Ec2Config config) {
        this.api = api;
        this.config = config;
    }

    /**
     * Returns the image; its id is recorded if the user gave none.
     *
     * @param architectures those of the instance type; empty if they are not known
     * @return null if it is not known more about it than its id
     */
    @Nullable
    Image find(List<String> architectures) {
        String id = config.text(Ec2Config.AMI);
        if (id.startsWith(RESOLVED_BY_EC2)) {
            return null;
        }
        return id.isEmpty() ? newest(architectures.contains("arm64") ? "arm64" : "x86_64") : given(id);
    }

    private @Nullable Image given(String id) {
        List<Image> found;
        try {
            found = Ec2Api.ifAllowed(() -> api.image(id));
        } catch (ApiException e) {
            if (e.is(ApiException.Kind.NOT_FOUND)) {
                throw missing(id);
            }
            throw e;
        }
        if (found != null && found.isEmpty()) {
            throw missing(id);
        }
        return found == null ? null : found.get(0);
    }

    private JmException missing(String id) {
        return new JmException("AMI " + id + " not found on region " + config.text(Ec2Config.REGION));
    }

    private @Nullable Image newest(String architecture) {
        String name = config.text(Ec2Config.AMI_NAME);
        String owner = config.text(Ec2Config.AMI_OWNER);
        String debian = architecture.equals("arm64") ? "arm64" : "amd64";
        String pattern = name.isEmpty() ? String.format(UBUNTU, debian) : name;
        String account = owner.isEmpty() ? Partition.canonical(config.text(Ec2Config.REGION)) : owner;
        List<Image> found = Ec2Api.ifAllowed(() -> api.images(account, pattern, architecture));
        if (found != null && !found.isEmpty()) {
            Image newest = found.stream()
                    .max(Comparator.comparing(Image::created).thenComparing(Image::id))
                    .orElseThrow();
            config.set(Ec2Config.AMI, newest.id());
            return newest;
        }
        if (!name.isEmpty() || !owner.isEmpty()) {
            throw new JmException(
                    "there is no image " + pattern + " of " + account + " for " + architecture + " in the region "
                            + config.text(Ec2Config.REGION) + ", or the credentials do not allow to see it");
        }
        return published(String.format(UBUNTU_PARAMETER, debian), pattern);
    }

    private @Nullable Image published(String parameter, String pattern) {
        String missing = "there is no image " + pattern + " in the region " + config.text(Ec2Config.REGION)
                + ", or the credentials do not allow ec2:DescribeImages; give one with --" + Ec2Flags.AMI;
        if (!config.text(Ec2Config.ENDPOINT).isEmpty()) {
            // the parameters are those of AWS itself
            throw new JmException(missing);
        }
        String id;
        try {
            id = api.publicParameter(parameter);
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            throw new JmException(missing + ". (" + e.getMessage() + ")", e);
        }
        if (!id.startsWith("ami-")) {
            throw new JmException(
                    "the parameter " + parameter + " is not the id of an image; give one with --" + Ec2Flags.AMI);
        }
        config.set(Ec2Config.AMI, id);
        return given(id);
    }
}
