class Jm < Formula
  desc "Makes a Docker engine anywhere, a replacement for docker-machine"
  homepage "@HOMEPAGE@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    on_arm do
@darwin-arm64@
    end
    on_intel do
@darwin-x86_64@
    end
  end

  on_linux do
    on_arm do
@linux-aarch64@
    end
    on_intel do
@linux-x86_64@
    end
  end

  def install
    libexec.install Dir["*"]
    if (libexec/"lib/jm/jm.jar").exist?
      (bin/"jm").write_env_script libexec/"bin/jm", Language::Java.overridable_java_home_env
    else
      bin.install_symlink libexec/"bin/jm"
    end
    bash_completion.install_symlink libexec/"share/bash-completion/completions/jm"
    zsh_completion.install_symlink libexec/"share/zsh/site-functions/_jm"
    fish_completion.install_symlink libexec/"share/fish/vendor_completions.d/jm.fish"
    man1.install_symlink Dir[libexec/"share/man/man1/*"]
    man7.install_symlink Dir[libexec/"share/man/man7/*"]
  end

  test do
    ENV["MACHINE_STORAGE_PATH"] = testpath/"store"
    assert_match "jm version #{version}", shell_output("#{bin}/jm version")
    system bin/"jm", "create", "--driver", "none", "--url", "tcp://127.0.0.1:2376", "box"
    assert_equal "tcp://127.0.0.1:2376", shell_output("#{bin}/jm url box").strip
  end
end
