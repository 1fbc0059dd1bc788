// The token goes out once; what comes back is a cookie that no script can read.
const form = document.getElementById('login'), wrong = document.getElementById('wrong');

form.addEventListener('submit', async e => {
  e.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const answer = await fetch('/login', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({token: form.elements.token.value})});
    if (answer.ok) { location.replace('/'); return; }
    wrong.textContent = (await answer.json()).detail;
    form.elements.token.select();
  } catch (silent) { wrong.textContent = `The control room does not answer: ${silent.message}`; }
  button.disabled = false;
});
