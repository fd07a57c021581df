# For hosts that keep user namespaces for named programs only (Ubuntu 24.04 and later).
# Load with `apparmor_parser -r`, then start compose with MEDIA_WORKER_APPARMOR=gobetween-media-worker.
abi <abi/4.0>,
include <tunables/global>

profile gobetween-media-worker flags=(unconfined) {
  userns,
}
