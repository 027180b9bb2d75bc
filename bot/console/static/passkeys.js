// Asks the browser for a passkey, and sends what it answers. handleRegister and handleSignin are Flask-Security's.
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const ask = form.dataset.passkey === "register" ? handleRegister : handleSignin;
  ask(form.dataset.options).then(({ credential }) => {
    if (credential) {
      form.elements.credential.value = credential;
      form.submit();
    } else {
      form.querySelector("[role=alert]").hidden = false;
    }
  });
})();
