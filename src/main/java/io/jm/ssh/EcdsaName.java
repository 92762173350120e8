package io.jm.ssh;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import java.util.Map;

/**
 * Gives the JDK's factory for elliptic curve keys the second name {@code ECDSA}, by which sshj asks for it and which
 * otherwise only Bouncy Castle knows.
 */
final class EcdsaName extends Provider {
    private static final long serialVersionUID = 1L;

    EcdsaName() {
        super("jm-ecdsa-name", "1", "KeyFactory.ECDSA is KeyFactory.EC");
        putService(new Service(this, "KeyFactory", "ECDSA", Factory.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
                return new Factory();
            }
        });
    }

    private static final class Factory extends KeyFactorySpi {
        private static KeyFactory ec() throws InvalidKeySpecException {
            try {
                return KeyFactory.getInstance("EC");
            } catch (GeneralSecurityException e) {
                throw new InvalidKeySpecException(e);
            }
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return ec().generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return ec().generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return ec().getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            try {
                return ec().translateKey(key);
            } catch (InvalidKeySpecException e) {
                throw new InvalidKeyException(e);
            }
        }
    }
}
